//! What one turn of a server gave, and the medians of several.

#[derive(Clone, Copy, Debug)]
pub struct Figures {
    pub per_second: f64,
    pub p50_ms: f64,
    pub p99_ms: f64,
    /// Of the server, not of wrk.
    pub processor_seconds_per_thousand: f64,
    pub memory_mb: f64,
}

impl Figures {
    /// The median of each figure by itself.
    pub fn median_of(turns: &[Self]) -> Self {
        let of = |figure: fn(&Self) -> f64| median(turns.iter().map(figure));
        Self {
            per_second: of(|turn| turn.per_second),
            p50_ms: of(|turn| turn.p50_ms),
            p99_ms: of(|turn| turn.p99_ms),
            processor_seconds_per_thousand: of(|turn| turn.processor_seconds_per_thousand),
            memory_mb: of(|turn| turn.memory_mb),
        }
    }
}

/// The median of how the figures of two servers compare round by round, because a machine that is slower for a while is
/// slower for both.
pub fn ratio(turns: &[Figures], others: &[Figures], figure: fn(&Figures) -> f64) -> f64 {
    let pairs = turns.iter().zip(others);
    median(pairs.map(|(turn, other)| figure(turn) / figure(other)))
}

/// The one in the middle, or what lies between the two that are.
pub fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    match values.len() % 2 {
        1 => values[half],
        _ => (values[half - 1] + values[half]) / 2.0,
    }
}
