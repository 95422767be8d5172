"""Rules of our own for Azure, beyond those of checkov: what a reader of the design would look for."""

from .bicep_types import unwrap
from .finding import Finding


def check_file(path: str, tree: dict) -> list:
    """All findings of one file."""
    findings = []
    for name, resource in tree.get("resources", {}).items():
        if resource["existing"]:
            continue
        body, _ = unwrap(resource["config"], {})
        rule = RULES.get(resource["type"])
        if rule:
            findings += [Finding(f"{path}:{name}", fault) for fault in rule(body.get("properties", {}))]
    return findings


def unlike(properties: dict, wanted: dict) -> list:
    """The wanted values that properties, named by a path with dots, do not have."""
    faults = []
    for path, value in wanted.items():
        found = properties
        for step in path.split("."):
            found = found.get(step) if isinstance(found, dict) else None
        if found != value:
            faults.append(f"{path} should be {value}")
    return faults


def storage(properties: dict) -> list:
    """Nobody reads a backup without an identity, or from outside."""
    wanted = {"allowBlobPublicAccess": False, "allowSharedKeyAccess": False, "minimumTlsVersion": "TLS1_2", "networkAcls.defaultAction": "Deny"}
    return unlike(properties, wanted)


def vault(properties: dict) -> list:
    """Secrets: roles instead of access policies, nothing can be purged, closed network."""
    wanted = {"enableRbacAuthorization": True, "enablePurgeProtection": True, "networkAcls.defaultAction": "Deny"}
    return unlike(properties, wanted)


def cluster(properties: dict) -> list:
    """Identities instead of passwords, policies that deny, an API server that not everybody reaches."""
    wanted = {
        "disableLocalAccounts": True,
        "oidcIssuerProfile.enabled": True,
        "securityProfile.workloadIdentity.enabled": True,
        "networkProfile.networkPolicy": "cilium",
        "networkProfile.outboundType": "userAssignedNATGateway",
        "ingressProfile.gatewayAPI.installation": "Standard",
    }
    faults = unlike(properties, wanted)
    if "authorizedIPRanges" not in properties.get("apiServerAccessProfile", {}):
        faults.append("apiServerAccessProfile.authorizedIPRanges is missing")
    return faults


def firewall(properties: dict) -> list:
    """The firewall blocks."""
    return unlike(properties, {"policySettings.mode": "Prevention", "policySettings.enabledState": "Enabled"})


def disk(properties: dict) -> list:
    """Nobody reads the primary's disk over the network."""
    return unlike(properties, {"networkAccessPolicy": "DenyAll", "publicNetworkAccess": "Disabled"})


def registry(properties: dict) -> list:
    """Nobody pulls without an identity."""
    return unlike(properties, {"adminUserEnabled": False, "anonymousPullEnabled": False})


def security_group(properties: dict) -> list:
    """The last outbound rule closes the internet."""
    rules = properties.get("securityRules")
    parts = rules["function"]["parameters"].values() if isinstance(rules, dict) and "function" in rules else []
    return [] if "denyInternet" in parts else ["the rules do not end with denyInternet"]


RULES = {
    "Microsoft.Storage/storageAccounts": storage,
    "Microsoft.KeyVault/vaults": vault,
    "Microsoft.ContainerService/managedClusters": cluster,
    "Microsoft.Network/FrontDoorWebApplicationFirewallPolicies": firewall,
    "Microsoft.Compute/disks": disk,
    "Microsoft.ContainerRegistry/registries": registry,
    "Microsoft.Network/networkSecurityGroups": security_group,
}
