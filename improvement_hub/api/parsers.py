import json

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class PlainJSONParser(JSONParser):
    """JSON of a depth that somebody could mean, and of whole characters: a text of halves is never stored."""

    def parse(self, stream, media_type=None, parser_context=None):
        try:
            said = super().parse(stream, media_type, parser_context)
            json.dumps(said, ensure_ascii=False).encode()
        except UnicodeEncodeError as error:
            raise ParseError("This JSON holds half a character.") from error
        except RecursionError as error:
            raise ParseError("This JSON is nested too deeply.") from error
        return said
