//! Ways in which a guest can misbehave.

use http::StatusCode;
use spin_sdk::http::{BoxBody, Response};

use crate::text;

/// Answers `/fault/<kind>`; most kinds never answer.
pub async fn answer(path: &str, argument: &str) -> anyhow::Result<Response<BoxBody>> {
    match path {
        "/fault/panic" => panic!("the probe panics as asked: {argument}"),
        "/fault/trap" => core::arch::wasm32::unreachable(),
        "/fault/loop" => loop {
            std::hint::spin_loop();
        },
        "/fault/late-trap" => {
            spin_sdk::time::sleep(std::time::Duration::from_millis(argument.parse()?)).await;
            core::arch::wasm32::unreachable()
        }
        "/fault/late-loop" => {
            spin_sdk::time::sleep(std::time::Duration::from_millis(argument.parse()?)).await;
            loop {
                std::hint::spin_loop();
            }
        }
        "/fault/cut" => {
            let response = crate::chunks(3);
            spin_sdk::wasip3::spawn(async {
                spin_sdk::time::sleep(std::time::Duration::from_millis(50)).await;
                core::arch::wasm32::unreachable()
            });
            Ok(response)
        }
        "/fault/grow" => {
            let mut hoard = Vec::new();
            loop {
                hoard.push(vec![1u8; 1 << 20]);
                std::hint::black_box(&hoard);
            }
        }
        "/fault/error" => Err(anyhow::anyhow!("the probe fails as asked")),
        "/fault/hang" => {
            spin_sdk::time::sleep(std::time::Duration::from_secs(3_600)).await;
            text(StatusCode::OK, "never")
        }
        _ => text(StatusCode::NOT_FOUND, "no such fault"),
    }
}
