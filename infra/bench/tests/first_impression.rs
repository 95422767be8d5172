//! The bench itself works: a quick run measures and prints. What it measures is nobody's business here.

use std::process::Command;

#[test]
fn a_quick_run_prints_a_line_for_each_page_and_both_servers() {
    let mut bench = Command::new(env!("CARGO_BIN_EXE_outpost-bench"));
    let run = bench.args(["--quick", "--products", "60", "--pages", "plain,home,search"]).output().expect("a run");
    let (said, complaints) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(run.status.success(), "{complaints}");
    for words in ["cargo xtask bench -- --quick", "edge/native", "plain", "home", "search"] {
        assert!(said.contains(words), "{words:?} is missing:\n{said}");
    }
}
