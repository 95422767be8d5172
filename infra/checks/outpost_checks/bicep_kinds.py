"""The kinds of values that Azure's models know, read from their annotations."""

import ast
from dataclasses import dataclass, field

SCALARS = {"str": "string", "int": "integer", "bool": "boolean", "float": "number"}


@dataclass(frozen=True)
class Kind:
    """`shape` is list, dict, model, enum, string, integer, boolean, number or any."""

    shape: str
    name: str = ""
    inner: "Kind | None" = None


ANY = Kind("any")


def parse_kind(text: str, package: dict) -> Kind:
    """The kind that an annotation such as `Optional[list["_models.X"]]` or `[X]` names."""
    if text.startswith("[") and text.endswith("]"):
        return Kind("list", inner=parse_kind(text[1:-1], package))
    if text.startswith("{") and text.endswith("}"):
        return Kind("dict", inner=parse_kind(text[1:-1], package))
    try:
        tree = ast.parse(text, mode="eval").body
    except SyntaxError:
        return ANY
    return of_tree(tree, package)


def of_tree(tree: ast.expr, package: dict) -> Kind:
    """The kind of one node of an annotation."""
    if isinstance(tree, ast.Constant) and isinstance(tree.value, str):
        return of_tree(ast.parse(tree.value, mode="eval").body, package)
    if isinstance(tree, ast.Subscript):
        return of_subscript(tree, package)
    name = tree.id if isinstance(tree, ast.Name) else tree.attr if isinstance(tree, ast.Attribute) else ""
    if name in SCALARS:
        return Kind(SCALARS[name])
    if name in package["enums"]:
        return Kind("enum", name)
    if name in package["models"]:
        return Kind("model", name)
    return ANY


def of_subscript(tree: ast.Subscript, package: dict) -> Kind:
    """The kind of `Optional[…]`, `Union[…]`, `list[…]` or `dict[…]`."""
    outer = tree.value.id if isinstance(tree.value, ast.Name) else tree.value.attr
    arguments = tree.slice.elts if isinstance(tree.slice, ast.Tuple) else [tree.slice]
    if outer == "Optional":
        return of_tree(arguments[0], package)
    if outer == "Union":
        kinds = [of_tree(argument, package) for argument in arguments]
        return next((kind for kind in kinds if kind.shape in ("enum", "model")), kinds[0])
    if outer.lower() in ("list", "sequence"):
        return Kind("list", inner=of_tree(arguments[0], package))
    if outer.lower() in ("dict", "mapping"):
        return Kind("dict", inner=of_tree(arguments[1], package))
    return ANY


@dataclass
class Fields:
    """All properties of a model: its own, those of its bases, and those of the variants it may take."""

    known: dict = field(default_factory=dict)
    required: set = field(default_factory=set)


def fields_of(name: str, package: dict) -> Fields:
    """Collects the properties of a model."""
    models, result = package["models"], Fields()
    ancestors, pending = [], [name]
    while pending:
        model = pending.pop()
        if model in models and model not in ancestors:
            ancestors.append(model)
            pending.extend(models[model]["bases"])
    for model in ancestors:
        for key, entry in models[model]["fields"].items():
            result.known.setdefault(key, entry)
        result.required.update(models[model]["required"])
    for variant in variants_of(name, models):
        for key, entry in models[variant]["fields"].items():
            result.known.setdefault(key, entry)
    return result


def variants_of(name: str, models: dict) -> list:
    """The models that derive from this one: a property may hold any of them."""
    direct = [other for other, model in models.items() if name in model["bases"]]
    return direct + [variant for other in direct for variant in variants_of(other, models)]
