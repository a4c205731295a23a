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
    let mut shares = vec![0; weights.len()];
    let mut remainders = vec![(0, 0); weights.len()];
    fill(total, weights, &mut shares, &mut remainders)?;
    Ok(shares)
}

/// [`allocate`] for a number of shares that is known, without a detour over the heap.
#[cfg(feature = "cost")]
pub(crate) fn allocate_array<const N: usize>(total: i64, weights: &[u64; N]) -> Result<[i64; N], MoneyError> {
    let mut shares = [0; N];
    fill(total, weights, &mut shares, &mut [(0, 0); N])?;
    Ok(shares)
}

/// Fills in the shares; `remainders` is room for the remainder and the place of each.
fn fill(
    total: i64,
    weights: &[u64],
    shares: &mut [i64],
    remainders: &mut [(u128, usize)],
) -> Result<(), MoneyError> {
    let sum: u128 = weights.iter().map(|&weight| u128::from(weight)).sum();
    if sum == 0 {
        return Err(MoneyError::NoWeights);
    }
    let size = u128::from(total.unsigned_abs());
    let signed = |share: u128| {
        let share = i128::try_from(share).ok()?;
        i64::try_from(if total < 0 { share.checked_neg()? } else { share }).ok()
    };
    let mut left = size;
    let rows = shares.iter_mut().zip(remainders.iter_mut()).zip(weights).enumerate();
    for (place, ((share, remainder), &weight)) in rows {
        let product = size.checked_mul(u128::from(weight)).ok_or(out_of_range("share"))?;
        let (quotient, rest) = divided(product, sum);
        *share = signed(quotient).ok_or(out_of_range("share"))?;
        *remainder = (rest, place);
        left = left.saturating_sub(quotient);
    }
    if left == 0 {
        return Ok(());
    }
    // A stable sort keeps the declared order among equal remainders.
    crate::order::by_key(remainders, |&(remainder, _)| core::cmp::Reverse(remainder));
    let one = if total < 0 { -1 } else { 1 };
    for &(_, place) in remainders.iter().take(usize::try_from(left).unwrap_or(usize::MAX)) {
        if let Some(share) = shares.get_mut(place) {
            *share = share.checked_add(one).ok_or(out_of_range("share"))?;
        }
    }
    Ok(())
}

/// Quotient and remainder; numbers of common size are divided by the short way.
fn divided(dividend: u128, divisor: u128) -> (u128, u128) {
    if let (Ok(dividend), Ok(divisor)) = (u64::try_from(dividend), u64::try_from(divisor)) {
        let quotient = dividend.checked_div(divisor).unwrap_or_default();
        let rest = dividend.checked_rem(divisor).unwrap_or_default();
        return (u128::from(quotient), u128::from(rest));
    }
    (dividend.checked_div(divisor).unwrap_or_default(), dividend.checked_rem(divisor).unwrap_or_default())
}
