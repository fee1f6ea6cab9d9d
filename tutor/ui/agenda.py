"""What is due today and how far the exam is, in a few words for a title bar."""

from __future__ import annotations


def agenda() -> str:
    """Read it from the store: "3 due · exam in 12 days", or "" where there is nothing to tell.

    A store that cannot be used says so where something is to be saved, not here.
    """
    from tutor.practice.days import now, study_day
    from tutor.practice.store import StoreFault, open_store, store_file

    if not store_file().exists():
        return ""  # and nothing of FSRS is imported
    from tutor.practice.plan import read_plan
    from tutor.practice.schedule import Schedule

    try:
        store = open_store()
        try:
            today, plan = study_day(now()), read_plan(store)
            due = len(Schedule(store.ratings(), plan, today).due(today))
        finally:
            store.close()
    except StoreFault:
        return ""
    days = plan.days_to_exam(today)
    parts = [f"{due} due"] if due else []
    if days is not None:
        parts.append("exam today" if days == 0 else f"exam in {days} day{'s' if days != 1 else ''}")
    return " · ".join(parts)
