//! What a figure is measured in, and how it is written.

use crate::units::format;

/// What a figure is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Times, in milliseconds.
    Milliseconds,
    /// Shares of one, written in a hundred.
    Share,
    /// How often in a second.
    PerSecond,
    /// How many in a thousand requests.
    InThousand,
}

impl Unit {
    /// A value with its unit: "1.19 s", "98.3 of 100", "19.7 per second", "2.5 in 1000".
    #[must_use]
    pub fn written(self, value: f64) -> String {
        match self {
            Self::Milliseconds => format::milliseconds(value),
            Self::Share => format!("{} of 100", format::in_hundred(value)),
            Self::PerSecond => format::per_second(value),
            Self::InThousand => format!("{} in 1000", format::number(value)),
        }
    }

    /// The same where there is little room: "19.7 per s".
    #[must_use]
    pub fn short(self, value: f64) -> String {
        match self {
            Self::PerSecond => format!("{} per s", format::number(value)),
            Self::Milliseconds | Self::Share | Self::InThousand => self.written(value),
        }
    }

    /// The least and the most that it can be.
    #[must_use]
    pub const fn possible(self) -> [f64; 2] {
        match self {
            Self::Milliseconds | Self::PerSecond => [0.0, f64::INFINITY],
            Self::Share => [0.0, 1.0],
            Self::InThousand => [0.0, 1_000.0],
        }
    }

    /// A value without the words behind it, but for the unit of a time.
    #[must_use]
    pub fn bare(self, value: f64) -> String {
        match self {
            Self::Milliseconds => format::milliseconds(value),
            Self::Share => format::in_hundred(value),
            Self::PerSecond | Self::InThousand => format::number(value),
        }
    }

    /// Half an interval, to stand behind "±": a time with its unit, else the number alone.
    #[must_use]
    pub fn half(self, half: f64) -> String {
        match self {
            Self::Milliseconds => format::give_or_take_milliseconds(half),
            Self::Share => format::number(half * 100.0),
            Self::PerSecond | Self::InThousand => format::number(half),
        }
    }

    /// A difference with its sign and half its interval: "−551 ms ± 14 ms", "+0.4 ± 0.1 of 100"; "0"
    /// where there is none, and a dash where nothing was measured.
    #[must_use]
    pub fn change(self, difference: Option<f64>, interval: Option<[f64; 2]>) -> String {
        let Some(difference) = difference else { return "–".to_owned() };
        if difference == 0.0 && interval.is_none_or(|[low, high]| high <= low) {
            return "0".to_owned();
        }
        let sign = if difference < 0.0 { "−" } else { "+" };
        let half = interval.map(|[low, high]| format!(" ± {}", self.half((high - low) / 2.0)));
        let half = half.unwrap_or_default();
        let size = difference.abs();
        let number = format::number(size);
        match self {
            Self::Milliseconds => format!("{sign}{}{half}", format::milliseconds(size)),
            Self::Share => format!("{sign}{}{half} of 100", format::number(size * 100.0)),
            Self::PerSecond => format!("{sign}{number}{half} per second"),
            Self::InThousand => format!("{sign}{number}{half} in 1000"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Unit;

    #[test]
    fn a_value_has_its_unit_and_half_an_interval_what_fits_behind_it() {
        for (unit, value, written, short, half) in [
            (Unit::Milliseconds, 1_190.0, "1.19 s", "1.19 s", "1.2 s"),
            (Unit::Share, 0.983, "98.3 of 100", "98.3 of 100", "98.3"),
            (Unit::PerSecond, 19.72, "19.7 per second", "19.7 per s", "19.7"),
            (Unit::InThousand, 2.5, "2.5 in 1000", "2.5 in 1000", "2.5"),
        ] {
            assert_eq!(unit.written(value), written);
            assert_eq!(unit.short(value), short);
            assert_eq!(unit.half(value), half);
        }
    }

    #[test]
    fn a_change_has_its_sign_and_how_sure_it_is() {
        for (unit, difference, interval, written) in [
            (Unit::Milliseconds, Some(-551.0), Some([-565.0, -537.0]), "−551 ms ± 14 ms"),
            (Unit::Share, Some(0.004), Some([0.003, 0.005]), "+0.4 ± 0.1 of 100"),
            (Unit::PerSecond, Some(-1.0), Some([-1.25, -0.75]), "−1 ± 0.25 per second"),
            (Unit::InThousand, Some(2.0), None, "+2 in 1000"),
            (Unit::InThousand, Some(0.0), Some([0.0, 0.0]), "0"),
            (Unit::Milliseconds, None, None, "–"),
        ] {
            assert_eq!(unit.change(difference, interval), written);
        }
    }
}
