//! A small API server for SpinApps and routes: get, and server-side apply with the version that was read. It answers as
//! upstream's does (`resourceVersion`, 409 with a `Status`), and can break off after some writes.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::{Method, Request, Response, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// The server's objects, by path.
#[derive(Default)]
pub struct Objects {
    pub by_path: BTreeMap<String, Value>,
    version: u64,
    /// Writes that are made before the server answers 500 to all.
    pub writes_left: Option<u32>,
}

/// A running server. It ends with the process.
#[derive(Clone)]
pub struct ApiServer {
    pub address: SocketAddr,
    pub objects: Arc<Mutex<Objects>>,
}

impl ApiServer {
    pub fn start() -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let server = Self { address: listener.local_addr().unwrap(), objects: Arc::default() };
        let objects = Arc::clone(&server.objects);
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(serve(listener, objects));
        });
        server
    }

    /// Makes an object, or changes one as somebody else would.
    pub fn put(&self, path: &str, object: Value) {
        self.objects.lock().unwrap().store(path, object);
    }

    pub fn get(&self, path: &str) -> Value {
        self.objects.lock().unwrap().by_path[path].clone()
    }
}

async fn serve(listener: std::net::TcpListener, objects: Arc<Mutex<Objects>>) {
    let listener = TcpListener::from_std(listener).unwrap();
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        let objects = Arc::clone(&objects);
        let service = service_fn(move |request: Request<Incoming>| {
            let objects = Arc::clone(&objects);
            async move {
                let (method, path) = (request.method().clone(), request.uri().path().to_owned());
                let body = request.into_body().collect().await.unwrap().to_bytes();
                let (status, body) = objects.lock().unwrap().answer(&method, &path, &body);
                let response = Response::builder().status(status).header("content-type", "application/json");
                Ok::<_, Infallible>(response.body(Full::new(Bytes::from(body.to_string()))).unwrap())
            }
        });
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}

impl Objects {
    fn store(&mut self, path: &str, mut object: Value) -> Value {
        self.version += 1;
        object["metadata"]["resourceVersion"] = json!(self.version.to_string());
        self.by_path.insert(path.to_owned(), object.clone());
        object
    }

    fn answer(&mut self, method: &Method, path: &str, body: &[u8]) -> (StatusCode, Value) {
        let refused = |code: StatusCode, reason: &str| {
            let status = json!({ "kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure" });
            (code, merged(status, json!({ "message": reason, "reason": reason, "code": code.as_u16() })))
        };
        let Some(object) = self.by_path.get(path).cloned() else { return refused(StatusCode::NOT_FOUND, "NotFound") };
        if *method == Method::GET {
            return (StatusCode::OK, object);
        }
        match &mut self.writes_left {
            Some(0) => return refused(StatusCode::INTERNAL_SERVER_ERROR, "killed"),
            Some(left) => *left -= 1,
            None => {}
        }
        let applied: Value = serde_json::from_slice(body).unwrap();
        if applied["metadata"]["resourceVersion"] != object["metadata"]["resourceVersion"] {
            return refused(StatusCode::CONFLICT, "Conflict");
        }
        (StatusCode::OK, self.store(path, merged(object, applied)))
    }
}

/// As server-side apply: maps are merged, lists are atomic.
fn merged(into: Value, from: Value) -> Value {
    match (into, from) {
        (Value::Object(mut into), Value::Object(from)) => {
            for (name, value) in from {
                let old = into.remove(&name).unwrap_or(Value::Null);
                into.insert(name, merged(old, value));
            }
            Value::Object(into)
        }
        (_, from) => from,
    }
}
