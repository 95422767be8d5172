//! What Prometheus answers, and what a gate makes of it.

#![allow(clippy::unwrap_used)]

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;

use outpost_rollout::gate::{Limits, Verdict, before_start, judge};
use outpost_rollout::ports::Metrics;
use outpost_rollout::prometheus::Prometheus;

/// A Prometheus that answers every query with the same result. It ends with the process.
fn prometheus(result: &'static str) -> Prometheus {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let lines = BufReader::new(stream.try_clone().unwrap()).lines();
            lines.map_while(Result::ok).take_while(|line| !line.is_empty()).for_each(drop);
            let body = format!(r#"{{"status":"success","data":{{"resultType":"vector","result":{result}}}}}"#);
            let head = format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {}\r\n\r\n", body.len());
            stream.write_all((head + &body).as_bytes()).unwrap();
        }
    });
    Prometheus::new(format!("http://{address}")).unwrap()
}

fn check(result: &'static str, starts: bool) {
    let evidence = prometheus(result).evidence("north", "shop", 60).unwrap();
    assert!(matches!(judge(&evidence, &Limits::default()), Verdict::Hold(_)), "{result}: {evidence:?}");
    assert_eq!(before_start(&evidence, &Limits::default()) == Verdict::Pass, starts, "{result}");
}

#[test]
fn no_data_and_values_that_are_no_numbers_hold_a_gate() {
    check("[]", false);
    check(r#"[{"metric":{},"value":[1796000000.5,"NaN"]}]"#, false);
    check(r#"[{"metric":{},"value":[1796000000.5,"0"]}]"#, true);
}

#[test]
fn an_answer_of_several_series_or_none_at_all_is_an_error() {
    let two = r#"[{"metric":{},"value":[1,"1"]},{"metric":{},"value":[1,"2"]}]"#;
    let error = prometheus(two).evidence("north", "shop", 60).unwrap_err();
    assert!(error.starts_with("2 series instead of one"), "{error}");
    assert!(Prometheus::new("http://127.0.0.1:9").unwrap().evidence("north", "shop", 60).is_err());
}
