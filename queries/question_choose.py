"""Choosing among the meanings of one token by what stands around it."""

from queries.names import Found
from queries.question_sketch import NotUnderstood
from queries.question_tokens import Token
from queries.question_words import Word, table, vocabulary

VERBS = ("money", "relation", "reach", "link")
NOUNS = ("type", "role")


def choose(tokens: list[Token]) -> list[tuple[Token, Word | None]]:
    """Return every token with its one meaning; names and numbers have None. Stop words are left out, 吗 excepted."""
    chosen: list[tuple[Token, Word | None]] = []
    for at, token in enumerate(tokens):
        word = None
        if token.found is not None and not _rather_word(tokens, at):
            chosen.append((token, None))
            continue
        if token.readings:
            alone = len(token.readings) == 1 and token.text != "'s"
            word = token.readings[0] if alone else _pick(tokens, at, chosen)
        if word is not None and word.key == "but" and token.text.lower() == "yet" and at == len(tokens) - 1:
            word = STOP
        if word is not None and word.sort == "inside":
            word = _inside(token, chosen)
        if word is not None and word.key == "takes_part" and token.text.lower().endswith("ed on"):
            rest = next((t for t in tokens[at + 1 :] if not t.is_("stop")), None)
            if rest is not None and rest.sort in ("time", "since"):
                raise NotUnderstood(
                    "order", token.text
                )  # signed on 14 November: what was signed, and not who signed on
        if word is not None and (word.sort == "stop" or _mere_filler(token, word, tokens, at, chosen)):
            if token.notes.get("comma") and at + 1 < len(tokens):
                tokens[at + 1].notes["comma"] = True  # …，各出了多少: what the comma stands before is dropped
                tokens[at + 1].notes["each"] = token.text in (*table("hints")["each"], *table("hints")["one_by_one"])
            continue
        chosen.append((token, word))
    return chosen


STOP, BE = Word("stop", "stop"), Word("mark", "be", "a")
INSIDE_MONEY = ("Fund", "Program", "Policy")


def _mere_filler(
    token: Token, word: Word, tokens: list[Token], at: int, before: list[tuple[Token, Word | None]]
) -> bool:
    """Whether a word that may be filler is: 里 not behind a fund or programme, 又 without 既, 看 and the like."""
    if not token.is_("stop"):
        return False
    if word.key == "within":
        named = _name_at(before[-1] if before else None)
        kind = before[-1][1] if before else None
        after = next((t for t in tokens[at + 1 :] if not t.is_("stop")), None)
        if kind is not None and kind.sort in NOUNS and after is not None and after.is_("asking", "who"):
            return False  # 各分行里谁…
        if kind is not None and kind.data.get("labels") == ["Zone"] and after is not None and after.is_("mark", "not"):
            raise NotUnderstood("order", token.text)  # 园区里没有基金: none that sits there, or none that reaches it
        return named is None or named.label not in INSIDE_MONEY
    return word.key == "but" and token.text == "又" and not any(t.text == "既" for t in tokens[:at])


def _inside(token: Token, before: list[tuple[Token, Word | None]]) -> Word:
    """江苏省内 is in Jiangsu; 地区 is a kind of thing elsewhere, and the rest is refused (省内 of which province?)."""
    named = _name_at(before[-1] if before else None)
    if named is not None and named.label == "Place":
        return next(word for word in token.readings if word.sort == "inside")
    if named is not None and named.label == "Zone":
        return STOP
    other = next((word for word in token.readings if word.sort != "inside"), None)
    if other is None:
        raise NotUnderstood("unexplained", token.text)
    return other


def _rather_word(tokens: list[Token], at: int) -> bool:
    """Whether a name that is also a word is meant as the word: a kind of thing, or a word of grammar; not a category's name."""
    token = tokens[at]
    if not token.readings or token.found is None:
        return False
    if len(token.text) > 2 and (token.text.isupper() or sum(c.isupper() for c in token.text[1:]) > 1):
        return False  # MOST, MoST, ABC
    word = token.readings[0]
    if all(option.label == "Category" for option in token.found.options):
        kind_of_body = word.sort != "type" or word.data.get("labels") != ["Category"]
        return kind_of_body or bool(word.data.get("like")) or _after_asking(tokens, at)
    return token.found.tier > 0 or token.readings[0].sort not in NOUNS


def _after_asking(tokens: list[Token], at: int) -> bool:
    return at > 0 and tokens[at - 1].is_("asking", "which", "how_many", "list")


def _pick(tokens: list[Token], at: int, before: list[tuple[Token, Word | None]]) -> Word:
    """Choose by the rules below, in order; where none applies, the first meaning of the data files stands."""
    token = tokens[at]
    rest = [t for t in tokens[at + 1 :] if not t.is_("stop")]
    following = rest[0] if rest else None
    previous = before[-1] if before else None
    if token.is_("stop") and (word := token.reading("special", "both") or token.reading("mark", "within", "but")):
        return word
    if token.text.lower() == "'s" and previous is not None and previous[1] is not None and previous[1].sort == "asking":
        return BE  # what's the largest fund
    if token.is_("inside"):
        return next(word for word in token.readings if word.sort == "inside")
    if token.is_("group", "provider") and token.text == "各家" and any(t.is_("aggregate", "total") for t in tokens):
        return STOP  # 各家银行一共: all of them together
    if token.is_("group") and token.is_("special", "source_noun") and any(t.is_("special", "disputed") for t in tokens):
        return token.reading("special") or token.readings[0]
    if token.is_("money") and token.is_("relation", "issue"):
        money = any(t is not token and (t.is_("money") or t.is_("asking", "how_much")) for t in tokens)
        return token.reading("money" if money else "relation") or token.readings[0]
    if token.is_("special", "news") and token.is_("aggregate", "latest"):
        money = following is not None and following.is_("money")
        return token.reading("aggregate" if money else "special") or token.readings[0]
    if token.is_("special", "source_noun", "disputed") and token.is_("asking"):
        return (
            token.reading("special" if any(t.is_("special", "disputed") for t in tokens) else "asking")
            or token.readings[0]
        )
    for rule in (_relative, _possession, _noun_or_verb, _planned, _asking, _statistics, _pilot, _staff, _stop):
        word = rule(token, previous, following, tokens, at)
        if word is not None:
            return word
    return token.readings[0]


Previous = tuple[Token, Word | None] | None


def _name_at(previous: Previous) -> Found | None:
    """Return the name that was chosen there, if it was one."""
    return previous[0].found if previous is not None and previous[1] is None else None


def _noun_like(previous: Previous) -> bool:
    """Whether what stands before is a party: a name, a kind of thing, or an asking pronoun."""
    if previous is None:
        return False
    token, word = previous
    return (token.found is not None and word is None) or (
        word is not None and (word.sort in NOUNS or (word.sort == "asking" and word.key in ("who", "what")))
    )


def _relative(token: Token, previous: Previous, following: Token | None, tokens: list[Token], at: int) -> Word | None:
    """`who` and `which` behind a noun are relative, elsewhere they ask."""
    relative = token.reading("mark", "relative")
    if relative is None:
        return None
    if token.notes.get("comma") and not any(t.is_("asking") for t in tokens[:at]):
        return next(w for w in token.readings if w.sort == "asking")
    if (previous is not None and previous[1] is not None and previous[1].sort in NOUNS) or (
        previous is not None and previous[0].found is not None and previous[1] is None
    ):
        before_preposition = (
            following is not None
            and (following.is_("type") or following.is_("role"))
            and token.text.lower() in ("which", "whose")
        )
        return None if before_preposition else relative
    return next(w for w in token.readings if w.sort == "asking")


def _possession(token: Token, previous: Previous, following: Token | None, tokens: list[Token], at: int) -> Word | None:
    """`with` joins after a link or partner word, else it is having; `and` joins inside a sentence."""
    if token.is_("mark", "have") and token.is_("mark", "and"):
        joins = any(
            t.is_("link") or t.is_("relation", "partner") or t.is_("special", "compare", "common", "path")
            for t in tokens
        )
        joins &= not (following is not None and (following.is_("mark", "not") or following.is_("link")))
        return token.reading("mark", "and" if joins else "have")
    if token.is_("mark", "and") and token.is_("special", "same_again"):
        return token.reading("mark", "and") if at > 0 else token.reading("special", "same_again")
    if token.is_("mark", "in") and token.is_("relation", "located"):
        place = following is not None and following.found is not None
        marks = place and not token.text.lower().startswith("based")
        return token.reading("mark", "in") if marks else token.reading("relation", "located")
    return None


def _other_verb(tokens: list[Token], at: int) -> bool:
    return any(
        i != at and any(w.sort in VERBS and w.symbol in "vugl" for w in t.readings) and not _both(t)
        for i, t in enumerate(tokens)
    )


def _both(token: Token) -> bool:
    """Whether a token is both noun and verb."""
    verb = any((w.sort in VERBS and w.symbol in "vug") or w.sort == "link" for w in token.readings)
    noun = any(w.sort in NOUNS or w.symbol == "m" or w.form in ("noun", "plural") for w in token.readings)
    return verb and noun


def _noun_or_verb(
    token: Token, previous: Previous, following: Token | None, tokens: list[Token], at: int
) -> Word | None:
    """funds, partners, loans, rewards …: a verb where a party stands before and a party or preposition follows, and no other verb is there."""
    if not _both(token) or not token.text.isascii():
        return None
    noun = next((w for w in token.readings if w.sort in NOUNS), None) or next(
        w for w in token.readings if w.symbol in "ml" and (w.symbol == "m" or w.form != "base")
    )
    verb = next(
        w for w in token.readings if w.sort in VERBS and w.symbol in "vugl" and w.form not in ("noun", "plural")
    )
    if noun.symbol == "l":
        return verb
    if _other_verb(tokens, at):
        return noun
    if (
        following is not None
        and following.is_("role")
        and not following.is_("type")
        and len(tokens) - at <= 3
        and token.is_("type")
    ):
        return noun  # fund managers
    asked_kind = len(tokens) > 1 and tokens[0].is_("asking", "which") and tokens[1].is_("type")
    if (
        following is None
        and asked_kind
        and at > 1
        and verb.form == "base"
        and not tokens[at - 1].is_("mark", "not")
        and not any(t.is_("mark", "be", "have") for t in tokens)
    ):
        return verb  # which governments in Jiangsu fund anything
    if following is None and at and tokens[at - 1].is_("special", "both"):
        return verb  # what do A and B both fund
    if following is not None and following.is_("special", "both") and _noun_like(previous):
        return verb
    negated = at > 0 and tokens[at - 1].is_("mark", "not") and tokens[at - 1].text.lower() not in ("no", "without")
    if negated and (
        following is None or tokens[at - 1].text.lower() in ("don't", "doesn't", "didn't", "do not", "does not")
    ):
        return verb  # that don't pilot it
    if not token.text.lower().endswith("s"):
        asked_aux = any(t.text.lower() in ("does", "do", "did", "will", "can") for t in tokens[:at])
        if asked_aux and _noun_like(previous):
            return verb
    if _noun_like(previous) and following is not None and following.text.lower() == "with":
        return verb
    if (
        _noun_like(previous)
        and following is not None
        and not following.is_("mark", "of", "be", "have", "and", "relative", "through")
    ) and (
        verb.form == "ing"
        or previous is None
        or following.sort in ("name",)
        or following.is_("type")
        or following.is_("role")
        or following.is_("asking")
        or following.is_("mark", "to", "in", "by", "not")
    ):
        return verb
    return noun


def _planned(token: Token, previous: Previous, following: Token | None, tokens: list[Token], at: int) -> Word | None:
    """计划 is a programme behind 的, 哪些, 个 or a verb, and at the end; before a verb or money it says planned."""
    status = token.reading("status")
    other = next((w for w in token.readings if w.sort not in ("status", "aggregate")), None)
    if status is None or other is None:
        return None
    asked = previous is not None and (
        previous[1] is not None
        and (previous[1].sort in ("asking", "relation") or previous[1].key in ("of", "through", "have", "not", "and"))
    )
    money_follows = following is not None and any(
        w.sort in ("money", "reach") or w.key in ("to", "how_much") for w in following.readings
    )
    asked_of = asked and previous is not None and previous[1] is not None and previous[1].sort == "asking"
    if asked_of and money_follows and len([t for t in tokens[at + 1 :] if not t.is_("stop")]) == 1:
        return status  # 哪些计划贷款
    only = (
        previous is not None
        and previous[1] is not None
        and previous[1].key == "be"
        and any(t.is_("aggregate", "only") for t in tokens[:at])
    )
    done = at + 1 < len(tokens) and tokens[at + 1].text in ("了", "过")  # 计划了哪些投资
    if done or only or (following is not None and following.is_("status")):
        return status  # 还只是计划，没有落实
    if other.sort == "money":  # disbursed
        return status if money_follows else other
    return (
        status
        if money_follows
        and not (asked and previous is not None and previous[1] is not None and previous[1].sort == "asking")
        else other
    )


def _asking(token: Token, previous: Previous, following: Token | None, tokens: list[Token], at: int) -> Word | None:
    """哪些 and 什么 before a kind of thing are `which`, alone `what`; 多少 before a kind of thing counts, else it sums."""
    if token.is_("asking", "which") and (token.is_("asking", "what") or token.is_("asking", "where")):
        place_behind = [t for t in tokens[at + 1 :] if not t.is_("stop")][:4]
        noun = any(_nominal(t) for t in place_behind[:1]) or (
            any(t.found is not None and t.found.label == "Place" for t in place_behind[:1])
            and any(_nominal(t) for t in place_behind[1:3])
        )
        return (
            token.reading("asking", "which")
            if noun
            else (token.reading("asking", "what") or token.reading("asking", "where"))
        )
    if token.is_("asking", "how_many") and token.text == "有多少" and at == len(tokens) - 1:
        behind_money = previous is not None and previous[1] is not None and previous[1].sort == "money"
        much = next((w for w in vocabulary()["多少钱"] if w.key == "how_much"), None)
        return much if behind_money else token.reading("asking", "how_many")
    if token.is_("asking", "how_many") and token.is_("asking", "how_much"):
        counts = (
            following is not None and (following.is_("type") or following.is_("role")) and not following.is_("money")
        )
        return token.reading("asking", "how_many") if counts else token.reading("asking", "how_much")
    if token.is_("asking", "how") and token.is_("special"):
        return token.reading("special")
    return None


def _nominal(token: Token) -> bool:
    return (
        token.is_("type")
        or token.is_("role")
        or token.is_("money")
        or token.is_("special", "observations", "source_noun", "news")
        or token.sort in ("largest", "smallest", "number")
    )


def _statistics(token: Token, previous: Previous, following: Token | None, tokens: list[Token], at: int) -> Word | None:
    """数据 and figures: what sources disagree about, or the observations asked for."""
    if token.is_("special", "observations") and token.is_("special", "source_noun"):
        disputed = any(t.is_("special", "disputed") for t in tokens)
        return token.reading("special", "source_noun" if disputed else "observations")
    return None


def _pilot(token: Token, previous: Previous, following: Token | None, tokens: list[Token], at: int) -> Word | None:
    """试点 is a programme behind 什么 or 哪些, else piloting."""
    if token.text.isascii() or not (token.is_("type") and token.is_("relation")):
        return None
    asked = previous is not None and previous[1] is not None and previous[1].sort == "asking"
    named = _name_at(previous)
    if named is not None and named.label == "Program" and any(t.is_("reach") for t in tokens[at + 1 :]):
        return STOP  # 积分制试点覆盖了…
    return token.reading("type" if asked else "relation")


def _staff(token: Token, previous: Previous, following: Token | None, tokens: list[Token], at: int) -> Word | None:
    """people: of a body, its staff; alone, persons. whereabouts: a role behind `of`."""
    role = token.reading("role")
    if role is None or len({w.sort for w in token.readings}) == 1:
        return None
    owner = (following is not None and (following.is_("mark", "of", "in", "to"))) or (
        previous is not None and previous[1] is not None and previous[1].key in ("possessive", "of")
    )
    if token.is_("relation") and not token.text.isascii():
        return (
            role
            if previous is not None and previous[1] is not None and previous[1].key == "of"
            else token.reading("relation")
        )
    has_owner = any(t.is_("mark", "have") for t in tokens)
    if token.is_("type"):
        return role if owner or has_owner else token.reading("type")
    return None


def _stop(token: Token, previous: Previous, following: Token | None, tokens: list[Token], at: int) -> Word | None:
    """now, 人民币, 吗: the meaning that is not mere filler, where there is one."""
    if token.is_("stop"):
        question = token.reading("asking", "flag_question")
        if question:
            return question
        return token.reading("stop")
    if token.is_("money") and token.is_("reach"):
        return (
            token.reading("reach")
            if following is not None and following.is_("mark", "to") and not token.text.lower().endswith("s of")
            else token.reading("money")
        )
    return None
