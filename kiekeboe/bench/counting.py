"""How many questions a page asks the database; counted only for a request that wants to know."""

from django.db import connection


def counted(answer):
    def middleware(request):
        if "HTTP_X_COUNT" not in request.META:
            return answer(request)
        asked = []

        def note(execute, sql, params, many, context):
            asked.append(sql)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            response = answer(request)
        response["X-Queries"] = str(sum(1 for sql in asked if _is_question(sql)))
        return response

    return middleware


def _is_question(sql) -> bool:
    """Beginning and ending a transaction asks nothing."""
    return not sql.startswith(("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT"))
