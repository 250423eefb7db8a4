from kiekeboe.bench import yearly


def test_the_loop_by_hand_finds_the_same_shortages():
    """B9 Otherwise the comparison says nothing."""
    comers = yearly.town(1)
    assert yearly.by_hand(yearly.by_hand_ready(comers)) == yearly.year(comers)


def test_the_town_of_the_bench_is_sometimes_short_and_sometimes_not():
    short = [each for day in yearly.year(yearly.town(1)).values() for each in day]
    assert 0 in short
    assert any(short)
