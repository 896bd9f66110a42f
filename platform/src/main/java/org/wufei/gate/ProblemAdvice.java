package org.wufei.gate;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolationException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Every way in which a request can fail, as one kind of answer. What a caller can mend is a refusal with the place that is
 * wrong; what they can wait out is {@link CommonProblem#BUSY}; anything else is a defect, logged under a number.
 */
@RestControllerAdvice
class ProblemAdvice {
    /** Set on the request where the same work may succeed when done again at once: a deadlock, a lost serialization race. */
    static final String AGAIN = ProblemAdvice.class.getName() + ".again";

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final String RETRY = "retryAfterSeconds";

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> any(Throwable thrown, HttpServletRequest request) {
        if (thrown instanceof AsyncRequestNotUsableException)
            return null; // the caller has gone; nobody reads the answer
        return Wire.answer(problem(thrown, request), request);
    }

    static Problem problem(Throwable thrown, HttpServletRequest request) {
        return switch (thrown) {
            case Problem problem -> problem;
            case MethodArgumentNotValidException e -> invalid(fields(e));
            case HandlerMethodValidationException e -> invalid(fields(e));
            case ConstraintViolationException e ->
                invalid(e.getConstraintViolations().stream()
                        .map(v -> new Problem.Field(v.getPropertyPath().toString(), "invalid", v.getMessage()))
                        .toList());
            case HttpMessageNotReadableException e -> unreadable(e);
            case MethodArgumentTypeMismatchException e -> mismatch(e);
            case MissingRequestHeaderException e
            when e.getHeaderName().equalsIgnoreCase("If-Match") -> refuse(CommonProblem.PRECONDITION_MISSING);
            case MissingServletRequestParameterException e -> missing(e.getParameterName());
            case MissingServletRequestPartException e -> missing(e.getRequestPartName());
            case MissingRequestHeaderException e -> missing(e.getHeaderName());
            case ServletRequestBindingException e -> new Problem(CommonProblem.INPUT_INVALID, Map.of());
            case NoResourceFoundException e -> refuse(CommonProblem.NOT_FOUND);
            case NoHandlerFoundException e -> refuse(CommonProblem.NOT_FOUND);
            case HttpRequestMethodNotSupportedException e ->
                new Problem(
                        CommonProblem.METHOD_NOT_ALLOWED,
                        Map.of(
                                "allowed",
                                e.getSupportedMethods() == null ? List.of() : List.of(e.getSupportedMethods())));
            case HttpMediaTypeException e -> refuse(CommonProblem.MEDIA_TYPE);
            case MaxUploadSizeExceededException e -> refuse(CommonProblem.TOO_LARGE);
            case MultipartException e -> refuse(tooLarge(e) ? CommonProblem.TOO_LARGE : CommonProblem.BODY_UNREADABLE);
            case DataAccessException e -> database(e, request);
            case TransactionException e when sqlState(e) != null || e.getCause() != null -> database(e, request);
            case IOException e -> refuse(CommonProblem.BODY_UNREADABLE);
            default -> defect(thrown, request);
        };
    }

    private static Problem refuse(CommonProblem type) {
        return new Problem(type, Map.of());
    }

    private static Problem invalid(List<Problem.Field> fields) {
        return new Problem(CommonProblem.INPUT_INVALID, Map.of(), fields);
    }

    private static Problem missing(String name) {
        return invalid(List.of(new Problem.Field(name, "required", "必填")));
    }

    private static List<Problem.Field> fields(MethodArgumentNotValidException e) {
        var fields = new ArrayList<Problem.Field>();
        for (var error : e.getBindingResult().getFieldErrors()) {
            fields.add(new Problem.Field(error.getField(), code(error.getCode()), error.getDefaultMessage()));
        }
        for (var error : e.getBindingResult().getGlobalErrors()) {
            fields.add(new Problem.Field("", code(error.getCode()), error.getDefaultMessage()));
        }
        return fields;
    }

    private static List<Problem.Field> fields(HandlerMethodValidationException e) {
        var fields = new ArrayList<Problem.Field>();
        for (var result : e.getParameterValidationResults()) {
            for (var error : result.getResolvableErrors()) {
                var name = error instanceof org.springframework.validation.FieldError field
                        ? field.getField()
                        : String.valueOf(result.getMethodParameter().getParameterName());
                var codes = error.getCodes();
                fields.add(new Problem.Field(
                        name,
                        code(codes == null || codes.length == 0 ? null : codes[codes.length - 1]),
                        error.getDefaultMessage()));
            }
        }
        return fields;
    }

    /** {@code NotBlank} → {@code not-blank}. */
    private static String code(String constraint) {
        return constraint == null
                ? "invalid"
                : constraint.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
    }

    private static Problem unreadable(HttpMessageNotReadableException e) {
        JacksonException where = null;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof JacksonException json) where = json;
            if (cause instanceof Problem problem) return at(path(where), problem);
        }
        if (where == null || where.getPath().isEmpty()) return refuse(CommonProblem.BODY_UNREADABLE);
        if (where instanceof UnrecognizedPropertyException) {
            return invalid(List.of(new Problem.Field(path(where), "unknown", "不认识的字段，请核对字段名")));
        }
        return invalid(List.of(new Problem.Field(path(where), "format", "格式不对，请核对类型和取值范围")));
    }

    /** The problem that a value type gave while it was read, with the place it was read from. */
    private static Problem at(String path, Problem problem) {
        if (!problem.fields().isEmpty() || path.isEmpty()) return problem;
        return new Problem(
                problem.type(),
                problem.facts(),
                List.of(new Problem.Field(
                        path,
                        problem.type().slug().substring(problem.type().slug().indexOf('/') + 1),
                        Wire.title(problem))));
    }

    private static String path(JacksonException e) {
        if (e == null) return "";
        var path = new StringBuilder();
        for (var step : e.getPath()) {
            if (step.getPropertyName() == null)
                path.append('[').append(step.getIndex()).append(']');
            else path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
        }
        return path.toString();
    }

    private static Problem mismatch(MethodArgumentTypeMismatchException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) return at(e.getName(), problem);
        }
        if (e.getParameter().hasParameterAnnotation(PathVariable.class)) return refuse(CommonProblem.NOT_FOUND);
        return invalid(List.of(new Problem.Field(e.getName(), "format", "格式不对，请核对类型和取值范围")));
    }

    private static boolean tooLarge(Throwable e) {
        for (var cause = e; cause != null; cause = cause.getCause()) {
            if (cause.getClass().getSimpleName().contains("Limit")
                    || cause.getClass().getSimpleName().contains("Size")) return true;
        }
        return false;
    }

    private static Problem database(RuntimeException e, HttpServletRequest request) {
        var state = sqlState(e);
        if (e instanceof ConcurrencyFailureException || "40001".equals(state) || "40P01".equals(state)) {
            request.setAttribute(AGAIN, true);
            return busy(e);
        }
        if (state == null) {
            return e instanceof DataAccessResourceFailureException || e instanceof TransactionException
                    ? busy(e)
                    : defect(e, request);
        }
        // 08 connection, 53 resources, 57 operator (shutdown, cancelled), 55P03 lock not available, 25006 read-only
        // server
        if (state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57")
                || state.equals("55P03")
                || state.equals("25006")) {
            return busy(e);
        }
        return switch (state) {
            case "42501" -> {
                LOG.warn("row-level security refused a write of {}: {}", request.getRequestURI(), e.getMessage());
                yield refuse(CommonProblem.NOT_ALLOWED);
            }
            case "23505" -> {
                LOG.warn("a duplicate reached the database at {}: {}", request.getRequestURI(), e.getMessage());
                yield refuse(CommonProblem.DUPLICATE);
            }
            case "22021" -> new Problem(CommonProblem.INPUT_INVALID, Map.of("detail", "文本含不能保存的控制字符"));
            default ->
                e instanceof QueryTimeoutException || e instanceof DataAccessResourceFailureException
                        ? busy(e)
                        : defect(e, request);
        };
    }

    private static Problem busy(Throwable e) {
        LOG.warn("busy: {}", e.getMessage());
        return new Problem(CommonProblem.BUSY, Map.of(RETRY, 2));
    }

    private static String sqlState(Throwable e) {
        for (var cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) return sql.getSQLState();
        }
        return null;
    }

    private static Problem defect(Throwable e, HttpServletRequest request) {
        var number = UUID.randomUUID().toString();
        LOG.error("defect {} at {} {}", number, request.getMethod(), request.getRequestURI(), e);
        return new Problem(CommonProblem.DEFECT, Map.of("number", number));
    }
}
