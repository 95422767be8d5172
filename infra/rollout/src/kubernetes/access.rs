//! How clusters are reached. Credentials are `kubectl`'s business, or the pod's.

use std::fs;
use std::io::{self, BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// Where a pod finds its token.
const TOKEN: &str = "/var/run/secrets/kubernetes.io/serviceaccount/token";

/// Where the clusters are.
#[derive(Clone, Debug)]
pub enum Access {
    /// The context of the kubeconfig that is named as the region, through `kubectl proxy`: it knows every way to sign in.
    Contexts,
    /// The cluster that this program runs in, whatever the region's name. `SSL_CERT_FILE` names its authority.
    InCluster,
    /// A server without authentication; `{region}` stands for the region.
    Address(String),
}

/// An API server.
pub struct Endpoint {
    /// Its scheme, host and port.
    pub address: String,
    /// What it is shown.
    pub token: Option<String>,
    _proxy: Option<Proxy>,
}

/// A `kubectl proxy`, which ends when dropped.
struct Proxy(Child);

impl Access {
    /// The way to a region.
    ///
    /// # Errors
    /// When there is no `kubectl`, no such context, or no pod around this program.
    pub fn open(&self, region: &str) -> io::Result<Endpoint> {
        let (address, token, _proxy) = match self {
            Self::Contexts => {
                let (address, proxy) = Proxy::start(region)?;
                (address, None, Some(proxy))
            }
            Self::InCluster => {
                let variable = |name| std::env::var(name).map_err(|error| io::Error::other(format!("{name}: {error}")));
                let (host, port) = (variable("KUBERNETES_SERVICE_HOST")?, variable("KUBERNETES_SERVICE_PORT")?);
                let host = if host.contains(':') { format!("[{host}]") } else { host };
                (format!("https://{host}:{port}"), Some(fs::read_to_string(TOKEN)?.trim().to_owned()), None)
            }
            Self::Address(address) => (address.replace("{region}", region), None, None),
        };
        Ok(Endpoint { address, token, _proxy })
    }
}

impl Proxy {
    fn start(context: &str) -> io::Result<(String, Self)> {
        let mut kubectl = Command::new("kubectl");
        kubectl.args(["proxy", "--port=0", "--context", context]).stdout(Stdio::piped()).stdin(Stdio::null());
        let mut proxy = Self(kubectl.spawn().map_err(|error| io::Error::other(format!("kubectl: {error}")))?);
        let mut line = String::new();
        if let Some(output) = proxy.0.stdout.take() {
            BufReader::new(output).read_line(&mut line)?;
        }
        // `Starting to serve on 127.0.0.1:40321`
        match line.trim().rsplit_once(' ') {
            Some((_, address)) => Ok((format!("http://{address}"), proxy)),
            None => Err(io::Error::other(format!("kubectl reaches no context {context}"))),
        }
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        if let Err(error) = self.0.kill().and_then(|()| self.0.wait()) {
            eprintln!("kubectl proxy goes on: {error}");
        }
    }
}
