"""The table of rules in docs/checks.md, made of the rules: `python -m tests.services.checking.rules_page`."""

from cchc_desktop import i18n
from cchc_desktop.services.checking.checking import rules_of


def rule_lines() -> list[str]:
    """A line of the table for each rule: its code, severity, what it looks at in both languages, who asks for it."""
    rules = rules_of(None)
    titles = {}
    for language in ("en", "vi"):
        i18n.set_language(language)
        titles[language] = [rule.title() for rule in rules]
    i18n.set_language("vi")
    return [
        f"| {rule.code} | {rule.severity} | {english} | {vietnamese} | {rule.source} |"
        for rule, english, vietnamese in sorted(
            zip(rules, titles["en"], titles["vi"], strict=True), key=lambda one: one[0].code
        )
    ]


if __name__ == "__main__":
    print("\n".join(rule_lines()))
