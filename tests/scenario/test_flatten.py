"""A stack as one file: the same network, the same names."""

from datetime import date

import pytest

from routeplanner.errors import DataError, UsageError
from routeplanner.scenario.apply import apply
from routeplanner.scenario.flatten import flatten
from routeplanner.scenario.write import as_yaml

DAYS = [date(2026, 1, 1), date(2026, 12, 10), date(2027, 6, 1), date(2030, 2, 28)]
AKTAU = "where: {transfers: 'aktau:rail1520-sea'}"


@pytest.fixture
def flat(folder, network):
    """Flatten a stack into a folder of its own and apply it there, alone."""

    def made(*names, settings=None):
        written = as_yaml(flatten(names, "flat", settings=settings, folder=folder.path))
        alone = folder.path / "alone"
        alone.mkdir(exist_ok=True)
        (alone / "flat.yaml").write_text(written, encoding="utf-8")
        return apply(["flat"], network, folder=alone)

    return made


def said(applied, day):
    """What is said of overrides on a day, but for the file they stand in."""
    return [(effect.override, effect.status, effect.elements, effect.superseded_by) for effect in applied.effects(day)]


@pytest.fixture
def stack(folder):
    head = """
    as_of: 2027-06-01
    network: {id: tiny, version: ">=1"}
    sources: {page: {title: "A page, with: signs", publisher: "$ & co"}}
    parameters: {d: {default: 36 h, min: 12 h}, opens: {default: 2027-01-01}, digital: {default: true}}
    variants: {slow: {d: 96 h}}
    """
    grounds = "    source: [page]\n    confidence: assumption\n    why: it costs $5, says $d\n"
    items = [
        f"  - id: dwell\n    set: {{time: $d}}\n    {AKTAU}\n    when: {{from: $opens}}\n{grounds}",
        f"  - id: express\n    scale: {{time: 0.5}}\n    where: {{links: {{mode: rail}}}}\n    if: $digital\n{grounds}",
        f"  - id: paper\n    scale: {{time: 2}}\n    where: {{links: {{mode: rail}}}}\n    if: not $digital\n{grounds}",
        f"  - id: ban\n    forbid: {{as: transit, goods: dual-use}}\n    where: {{countries: [AZ]}}\n{grounds}",
    ]
    from textwrap import dedent

    folder.put("hub", f"scenario: 1\nid: hub\ntitle: t\n{dedent(head)}overrides:\n{''.join(items)}")
    folder.write(
        "strike",
        f"set: {{time: 200 h}}\n{AKTAU}\nwhen: {{season: 12-01..02-15}}\nsupersedes: [hub#dwell]",
        "close: {links: aktau-alat-ferry}\nwhen: {from: 2027-01-01, until: 2027-02-01}",
        head="extends: [{scenario: hub, variant: slow, with: {opens: 2026-11-01}}]\nas_of: 2026-12-10",
    )
    folder.write("far", "shift: {dwell: +3 h}\nwhere: {borders: alat-tbilisi-road}", head="requires: [hub]")
    return ("strike", "far")


@pytest.mark.parametrize("settings", [None, {"digital": "false"}, {"hub.d": "13 h"}])
@pytest.mark.parametrize("day", DAYS)
def test_it_gives_the_same_network_and_says_the_same(stack, flat, run, settings, day):
    alone, whole = flat(*stack, settings=settings), run(*stack, settings=settings)
    assert alone.at(day).hash == whole.at(day).hash
    assert alone.at(day).changes == whole.at(day).changes
    assert said(alone, day) == said(whole, day)
    assert alone.as_of == whole.as_of


def test_it_needs_no_parameters_and_no_other_file(stack, flat):
    (stamp,) = flat(*stack).stamps_at(DAYS[0])
    assert (stamp.id, dict(stamp.parameters)) == ("flat", {})
    assert [effect.override for effect in stamp.effects][:2] == ["far#c1", "hub#ban"]


def test_what_is_off_stays_off(stack, flat):
    statuses = {effect.override: effect.status for effect in flat(*stack).effects(DAYS[0])}
    assert (statuses["hub#paper"], statuses["hub#express"]) == ("off", "applied")


def test_flattening_again_changes_nothing_but_the_description(stack, folder, flat):
    flat(*stack)
    first = flatten(stack, "flat", folder=folder.path)
    again = flatten(["flat"], "flat", folder=folder.path / "alone")
    assert first.pop("description").startswith("Flattened from far (hash ")
    assert again.pop("description").startswith("Flattened from flat (hash ")
    assert again == first


def test_beside_a_scenario_that_is_in_it_it_is_refused(stack, flat, network, folder):
    flat(*stack)
    with pytest.raises(DataError, match=r"E208.*flat and hub both hold hub#ban|E208.*hub and flat both hold hub#ban"):
        apply(["hub", str(folder.path / "alone" / "flat.yaml")], network, folder=folder.path)


def test_a_stack_that_cannot_be_applied_cannot_be_flattened(stack, folder):
    with pytest.raises(DataError, match="E206"):
        flatten(["far"], "flat", folder=folder.path)
    folder.write("other", "close: {nodes: xian}", head="network: {id: elsewhere}")
    with pytest.raises(UsageError, match="different networks: elsewhere and tiny"):
        flatten([*stack, "other"], "flat", folder=folder.path)


@pytest.mark.parametrize(
    ("versions", "expected"),
    [
        (["", ">=1.2", ">=1.10"], ">=1.10"),
        ([">=1.2", "==1.3"], "1.3"),
        (["1.3", "==1.3", ">=1"], "1.3"),
    ],
)
def test_the_latest_version_asked_for_is_asked_for(folder, versions, expected):
    names = [f"v{number}" for number in range(len(versions))]
    for name, version in zip(names, versions, strict=True):
        folder.write(name, "close: {nodes: xian}", head=f'network: {{id: tiny, version: "{version}"}}')
    assert flatten(names, "flat", folder=folder.path)["network"] == {"id": "tiny", "version": expected}


def test_two_exact_versions_do_not_go_together(folder):
    folder.write("a", "close: {nodes: xian}", head='network: {id: tiny, version: "1.3"}')
    folder.write("b", "close: {nodes: xian}", head='network: {id: tiny, version: "==1.4"}')
    with pytest.raises(UsageError, match=r"different versions: 1\.3 and 1\.4"):
        flatten(["a", "b"], "flat", folder=folder.path)
