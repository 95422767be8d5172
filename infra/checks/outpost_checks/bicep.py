"""The checks of infra/azure."""

from . import bicep_names, bicep_parameters, bicep_policies, bicep_types
from .context import Context
from .finding import Finding


def syntax(context: Context) -> list:
    """Every file can be parsed."""
    return [Finding(context.shown(path), result["error"]) for path, result in context.bicep.items() if "error" in result]


def types(context: Context) -> list:
    """Every resource type, API version and property is one of Azure's SDK."""
    return each(context, lambda path, tree: bicep_types.check_file(path, tree, context.azure))


def names(context: Context) -> list:
    """Names are declared; modules get what they ask for; outputs exist."""
    return each(context, lambda path, _: bicep_names.check_file(path, context.bicep_trees))


def policies(context: Context) -> list:
    """Rules of our own."""
    return each(context, lambda path, tree: bicep_policies.check_file(path, tree) + bicep_parameters.check_declarations(path, tree))


def parameters(context: Context) -> list:
    """Parameter files fit main.bicep and hold no secret."""
    folder = context.infra / "azure"
    main = context.bicep_trees.get(str(folder / "main.bicep"))
    if main is None:
        return [Finding("infra/azure/main.bicep", "cannot be parsed")]
    files = sorted((folder / "parameters").glob("*.parameters.json"))
    return shown(context, [finding for path in files for finding in bicep_parameters.check_file(path, main)])


def each(context: Context, check) -> list:
    """One check on every parsed file."""
    return shown(context, [finding for path, tree in context.bicep_trees.items() for finding in check(path, tree)])


def shown(context: Context, findings: list) -> list:
    """Findings with paths that a person can read."""
    return [Finding(context.shown(finding.place), finding.fault) for finding in findings]


def resource_count(context: Context) -> int:
    """How many resources were checked."""
    return sum(len(tree.get("resources", {})) for tree in context.bicep_trees.values())
