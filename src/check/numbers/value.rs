/// A decimal number, exactly. Equal numbers are equal values: 1.50 is 1.5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Value {
    digits: u128,
    /// The power of ten that the digits are multiplied with.
    power: i32,
}

impl Value {
    /// A whole number.
    pub(crate) fn whole(digits: u128) -> Value {
        Value::new(digits, 0)
    }

    /// Digits with a power of ten.
    pub(super) fn new(mut digits: u128, mut power: i32) -> Value {
        if digits == 0 {
            return Value {
                digits: 0,
                power: 0,
            };
        }
        while digits.is_multiple_of(10) {
            digits /= 10;
            power = power.saturating_add(1);
        }
        Value { digits, power }
    }

    /// The number written with these digits, of which the last ones stand behind
    /// the decimal mark. None when there are too many of them.
    pub(super) fn parse(whole: &str, fraction: &str) -> Option<Value> {
        let digits: u128 = format!("{whole}{fraction}").parse().ok()?;
        let power = i32::try_from(fraction.len()).ok()?;
        Some(Value::new(digits, -power))
    }

    /// The value times ten to a power.
    pub(crate) fn scaled(self, power: i32) -> Value {
        Value::new(self.digits, self.power.saturating_add(power))
    }

    /// The sum, if it can be written.
    pub(super) fn plus(self, other: Value) -> Option<Value> {
        let power = self.power.min(other.power);
        let aligned = |value: Value| {
            let shift = u32::try_from(value.power.checked_sub(power)?).ok()?;
            value.digits.checked_mul(10_u128.checked_pow(shift)?)
        };
        Some(Value::new(
            aligned(self)?.checked_add(aligned(other)?)?,
            power,
        ))
    }

    /// The digits, and the power of ten that they are multiplied with.
    pub(super) fn parts(self) -> (u128, i32) {
        (self.digits, self.power)
    }

    /// The number, roughly: enough to say which of two is much larger.
    pub(crate) fn roughly(self) -> f64 {
        self.digits as f64 * 10_f64.powi(self.power)
    }

    pub(super) fn is_zero(self) -> bool {
        self.digits == 0
    }

    /// The whole number it is, if it is a small one.
    pub(crate) fn small(self) -> Option<u32> {
        let factor = 10_u128.checked_pow(u32::try_from(self.power).ok()?)?;
        u32::try_from(self.digits.checked_mul(factor)?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_numbers_are_equal() {
        assert_eq!(Value::parse("1", "50"), Value::parse("01", "5"));
        assert_eq!(
            Value::parse("1", "5").map(|v| v.scaled(6)),
            Some(Value::whole(1_500_000))
        );
        assert_eq!(
            Value::whole(100).plus(Value::whole(5)),
            Some(Value::whole(105))
        );
        assert_eq!(Value::parse(&"9".repeat(60), ""), None);
        assert_eq!(Value::whole(2020).small(), Some(2020));
    }
}
