"""Who has just got money does not pay what the sentence says next that another got (甲区获得3亿元，乙大学获得8000万元)."""

from extract.flows_frame import Frame


def got_in_turn(frames: list[Frame]) -> None:
    """Take from each sum that somebody got the payer who only got the one before it in the sentence; it is from whom that one was."""
    last: Frame | None = None
    for frame in sorted((f for f in frames if f.kind == "flow"), key=lambda f: f.money.start):
        if last is not None and got(last) and got(frame) and last.clause.sentence is frame.clause.sentence:
            held = {id(m.entity) for m in last.parties["recipient"]}
            paid = frame.parties["provider"]
            kept = [m for m in paid if id(m.entity) not in held or m.start > last.money.end]
            if len(kept) < len(paid):
                frame.parties["provider"] = kept or list(last.parties["provider"])
        last = frame


def got(frame: Frame) -> bool:
    """Tell whether a verb of getting carries the sum."""
    return frame.verb is not None and frame.verb.meaning.role == "get"
