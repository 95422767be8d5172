//! What changed about a line, in words.

use crate::context::Context;
use crate::view::LineProblem;

pub(crate) fn words(cx: Context<'_>, problem: LineProblem) -> String {
    match problem {
        LineProblem::PriceChanged { was, now } => {
            cx.tell("problem-price", &[("was", cx.money(was).into()), ("now", cx.money(now).into())])
        }
        LineProblem::OnlyLeft { available } => cx.count("problem-only-left", u64::from(available)),
        LineProblem::SoldOut => cx.say("problem-sold-out").to_owned(),
        LineProblem::NowBackordered { expected: Some(day) } => {
            cx.tell("problem-backorder-on", &[("day", cx.words.day(day).into())])
        }
        LineProblem::NowBackordered { expected: None } => cx.say("problem-backorder").to_owned(),
        LineProblem::Unknown => cx.say("problem-unknown").to_owned(),
        LineProblem::NotSoldHere => cx.say("problem-not-sold-here").to_owned(),
    }
}
