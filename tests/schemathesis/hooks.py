"""What the description cannot say, and schemathesis would have to know to send a batch that is taken."""

import schemathesis

# The site that a collector knows without settings. Others are answered 404.
SITE = "demo"


@schemathesis.hook
def before_call(context, case, kwargs):
    """Sound batches only: those that must be refused go as they are. Every third is of an unknown site."""
    is_sound = case.meta is not None and case.meta.generation.mode.is_positive
    if is_sound and isinstance(case.body, dict) and "site" in case.body:
        batch = case.operation.schema.raw_schema["components"]["schemas"]["Batch"]["properties"]
        for name, text in case.body.items():
            if isinstance(text, str) and "maxLength" in batch.get(name, {}):
                case.body[name] = within(batch[name]["maxLength"], text)
        if case.body["seq"] % 3 > 0:
            case.body["site"] = SITE


def within(bytes_max, text):
    """JSON Schema counts characters, and the limits of the wire are bytes of UTF-8."""
    return text.encode()[:bytes_max].decode(errors="ignore")
