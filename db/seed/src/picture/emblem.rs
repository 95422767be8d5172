//! Brands' emblems: ten small signs without letters.

/// The emblem with that number around (`x`, `y`), of radius `r`, in one colour.
pub fn emblem(number: usize, x: i64, y: i64, r: i64, colour: &str) -> String {
    let (left, right, top, bottom) = (x - r, x + r, y - r, y + r);
    let (half, third) = (r / 2, r / 3);
    let stroke = (r / 4).max(3);
    match number % 10 {
        0 => String::new(),
        1 => format!("<circle cx='{x}' cy='{y}' r='{half}' fill='none' stroke='{colour}' stroke-width='{stroke}'/>"),
        2 => format!("<path d='M{left} {bottom}L{x} {top}L{right} {bottom}z' fill='{colour}'/>"),
        3 => format!("<path d='M{x} {top}Q{right} {y} {x} {bottom}Q{left} {y} {x} {top}z' fill='{colour}'/>"),
        4 => format!("<path d='M{left} {y}a{r} {r} 0 0 1 {d} 0z' fill='{colour}'/>", d = 2 * r),
        5 => format!(
            "<path d='M{left} {y}q{half} -{r} {r} 0t{r} 0' fill='none' stroke='{colour}' stroke-width='{stroke}' stroke-linecap='round'/>"
        ),
        6 => format!("<path d='M{x} {top}L{right} {y}L{x} {bottom}L{left} {y}z' fill='{colour}'/>"),
        7 => format!(
            "<path d='M{x} {top}v{d}M{left} {y}h{d}' stroke='{colour}' stroke-width='{stroke}' stroke-linecap='round'/>",
            d = 2 * r
        ),
        8 => format!(
            "<g fill='{colour}'><circle cx='{a}' cy='{y}' r='{third}'/><circle cx='{x}' cy='{y}' r='{third}'/><circle cx='{b}' cy='{y}' r='{third}'/></g>",
            a = left + third / 2,
            b = right - third / 2
        ),
        _ => format!(
            "<path d='M{left} {y}q{half} -{half} {r} 0q{half} -{half} {r} 0M{x} {y}v{half}' fill='none' stroke='{colour}' stroke-width='{stroke}' stroke-linecap='round'/>"
        ),
    }
}
