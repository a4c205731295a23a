use super::MoneyError;
use super::decimal::out_of_range;

/// Splits a whole number by weights without losing a unit: everyone gets the share rounded towards zero, and the units that
/// remain go to the largest remainders, among equal ones to the first.
///
/// The shares of a negative number are those of the positive one with the other sign.
///
/// ```
/// use aftersales::money::allocate;
///
/// assert_eq!(allocate(1003, &[50, 50])?, [502, 501]);
/// assert_eq!(allocate(100, &[1, 1, 1])?, [34, 33, 33]);
/// # Ok::<(), aftersales::money::MoneyError>(())
/// ```
///
/// # Errors
///
/// [`MoneyError::NoWeights`] where the weights sum to zero, [`MoneyError::OutOfRange`].
pub fn allocate(total: i64, weights: &[u64]) -> Result<Vec<i64>, MoneyError> {
    let sum: u128 = weights.iter().map(|&weight| u128::from(weight)).sum();
    if sum == 0 {
        return Err(MoneyError::NoWeights);
    }
    let size = u128::from(total.unsigned_abs());
    let parts = weights.iter().map(|&weight| {
        let product = size.checked_mul(u128::from(weight))?;
        Some((product.checked_div(sum)?, product.checked_rem(sum)?))
    });
    let parts: Vec<(u128, u128)> = parts.collect::<Option<_>>().ok_or(out_of_range("share"))?;
    let given: u128 = parts.iter().map(|part| part.0).sum();
    let mut left = size.saturating_sub(given);
    let mut shares: Vec<u128> = parts.iter().map(|part| part.0).collect();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    if left > 0 {
        // A stable sort keeps the declared order among equal remainders.
        order.sort_by_key(|&place| core::cmp::Reverse(parts.get(place).map(|part| part.1)));
    }
    for place in order {
        if left == 0 {
            break;
        }
        if let Some(share) = shares.get_mut(place) {
            *share = share.saturating_add(1);
            left = left.saturating_sub(1);
        }
    }
    let signed = |share: u128| {
        let share = i128::try_from(share).ok()?;
        i64::try_from(if total < 0 { share.checked_neg()? } else { share }).ok()
    };
    shares.into_iter().map(signed).collect::<Option<_>>().ok_or(out_of_range("share"))
}
