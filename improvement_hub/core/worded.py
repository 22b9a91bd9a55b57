"""Statements that are worded once: Django takes longer to word a small one than the database to answer it."""

from datetime import UTC, date, datetime
from functools import cached_property
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models.query import get_related_populators

SOME_ID = UUID("a9c1b2de-5d0e-4f6b-8c1a-3f0e7d5b9a42")
SOME_TEXT = "\ue000some text\ue001"
SOME_DAY = date.min
SOME_MOMENT = datetime.min.replace(tzinfo=UTC)


class Worded:
    """`queryset_of` with values in the place of stand-ins: a list of the instances or `values_list` rows it holds.

    The words are the same whatever the values, so `queryset_of` decides nothing by them, and none of them is None.
    Nothing but words is kept: each call asks the database.
    """

    def __init__(self, queryset_of, *stand_ins):
        self.queryset_of, self.stand_ins = queryset_of, stand_ins

    def __call__(self, *values) -> list:
        given = dict(zip(self.stand_ins, values, strict=True))
        sql, fixed, made_of = self.statement
        with connection.cursor() as cursor:
            cursor.execute(sql, [given[value] if stands_in else value for value, stands_in in fixed])
            return made_of(cursor.fetchall())

    @cached_property
    def statement(self):
        compiler = self.queryset_of(*self.stand_ins).query.get_compiler(DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        if any(one not in params for one in self.stand_ins):
            raise LookupError("A value gets lost in the wording of this statement.")
        return sql, [(value, value in self.stand_ins) for value in params], maker(compiler)


def worded(*stand_ins):
    """Decorates a function that returns a queryset of its arguments; what stands in for each while it is worded."""
    return lambda queryset_of: Worded(queryset_of, *stand_ins)


def maker(compiler):
    """From rows to what a queryset makes of them. Annotations of instances are not foreseen."""
    select, whole = compiler.select, compiler.query.default_cols
    if whole and compiler.annotation_col_map:
        raise LookupError("This statement has columns that are no plain fields.")
    converters = compiler.get_converters([column for column, *_ in select])
    made = instance_maker(compiler.klass_info, select) if whole else tuple
    return lambda rows: [made(row) for row in (compiler.apply_converters(rows, converters) if converters else rows)]


def instance_maker(info, select):
    """Model instances with what is selected along, as Django's own iterable makes them."""
    model, first, last = info["model"], info["select_fields"][0], info["select_fields"][-1] + 1
    names = [column.target.attname for column, *_ in select[first:last]]
    related = get_related_populators(info, select, DEFAULT_DB_ALIAS)

    def made(row):
        instance = model.from_db(DEFAULT_DB_ALIAS, names, row[first:last])
        for one in related:
            one.populate(row, instance)
        return instance

    return made
