//! scratch
use std::time::{Duration, Instant};
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let args: Vec<String> = std::env::args().collect();
    let db = libsql::Builder::new_local(&args[1]).build().await.unwrap();
    let c = db.connect().unwrap();
    let text = std::fs::read_to_string(&args[2]).unwrap();
    for line in text.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
        let mut v: Vec<serde_json::Value> = serde_json::from_str(line).unwrap();
        let file = v.remove(0).as_str().unwrap().to_owned();
        let sql = std::fs::read_to_string(format!("/work/main/db/queries/{file}.sql")).unwrap();
        let p: Vec<libsql::Value> = v.iter().map(|v| match v {
            serde_json::Value::String(s) => libsql::Value::Text(s.clone()),
            serde_json::Value::Number(n) => libsql::Value::Integer(n.as_i64().unwrap()),
            _ => libsql::Value::Null }).collect();
        if std::env::var("PLAN").is_ok() {
            let mut rows = c.query(&format!("EXPLAIN QUERY PLAN {sql}"), p.clone()).await.unwrap();
            while let Some(r) = rows.next().await.unwrap() { println!("   {}", r.get::<String>(3).unwrap()); }
        }
        if std::env::var("OUT").is_ok() {
            let mut rows = c.query(&sql, p.clone()).await.unwrap();
            while let Some(r) = rows.next().await.unwrap() { for i in 0..rows.column_count() { println!("   {:?}", r.get_value(i).unwrap()); } }
        }
        let mut prep = Duration::MAX;
        for _ in 0..10 { let t = Instant::now(); let s = c.prepare(&sql).await.unwrap(); prep = prep.min(t.elapsed()); drop(s); }
        let s = c.prepare(&sql).await.unwrap();
        let mut best = Duration::MAX; let mut n = 0; let mut bytes = 0;
        for _ in 0..30 {
            let t = Instant::now();
            let mut rows = s.query(p.clone()).await.unwrap(); n = 0; bytes = 0;
            while let Some(r) = rows.next().await.unwrap() { n += 1; for i in 0..rows.column_count() { if let libsql::Value::Text(x) = r.get_value(i).unwrap() { bytes += x.len(); } } }
            drop(rows); s.reset();
            best = best.min(t.elapsed());
            if best > Duration::from_millis(50) { break; }
        }
        println!("{file:22} {:60.60} prepare {:7.1} us  run {:9.1} us rows {n} bytes {bytes}", serde_json::to_string(&v).unwrap(), prep.as_secs_f64()*1e6, best.as_secs_f64()*1e6);
    }
}
