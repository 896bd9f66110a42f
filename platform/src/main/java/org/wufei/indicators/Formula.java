package org.wufei.indicators;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.parser.ASTNode;
import com.ezylang.evalex.parser.ParseException;
import com.ezylang.evalex.parser.Token.TokenType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.wufei.kernel.Problem;

/**
 * 公式: terms, numbers, + − × ÷ and brackets, nothing else. Every operation is done in {@link #PRECISION}; nothing is
 * rounded for display here. Problems: {@code indicators/expression-invalid}.
 */
final class Formula {
    /** 34 digits, half even: exact wherever a displayed figure could be a tie (ADR 0081). */
    static final MathContext PRECISION = new MathContext(34, RoundingMode.HALF_EVEN);

    static final int LENGTH_MAX = 400;
    private static final int NODES_MAX = 100;
    private static final int NUMBER_LENGTH_MAX = 20;
    private static final Set<String> OPERATORS = Set.of("+", "-", "*", "/");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{2,59}");
    private static final ExpressionConfiguration CONFIGURATION = ExpressionConfiguration.builder()
            .mathContext(PRECISION)
            .arraysAllowed(false)
            .structuresAllowed(false)
            .implicitMultiplicationAllowed(false)
            .defaultConstants(Map.of())
            .build();

    private final String text;
    private final Expression parsed;
    private final List<String> terms;

    private Formula(String text, Expression parsed, List<String> terms) {
        this.text = text;
        this.parsed = parsed;
        this.terms = terms;
    }

    static Formula parse(String text) {
        if (text == null || text.isBlank() || text.length() > LENGTH_MAX) {
            throw invalid("公式须为 1 至 %d 字".formatted(LENGTH_MAX));
        }
        try {
            var expression = new Expression(text, CONFIGURATION);
            var nodes = expression.getAllASTNodes();
            if (nodes.size() > NODES_MAX) throw invalid("公式过长，请拆成几个指标");
            var terms = new TreeSet<String>();
            for (var node : nodes) check(node, terms);
            return new Formula(text, expression, inOrder(text, terms));
        } catch (ParseException e) {
            throw invalid("第 %d 个字符附近读不懂".formatted(e.getStartPosition()));
        }
    }

    private static void check(ASTNode node, Set<String> terms) {
        var token = node.getToken();
        var type = token.getType();
        var value = token.getValue();
        if (type == TokenType.VARIABLE_OR_CONSTANT && NAME.matcher(value).matches()) {
            terms.add(value);
        } else if (type == TokenType.NUMBER_LITERAL
                && value.length() <= NUMBER_LENGTH_MAX
                && value.matches("\\d+(\\.\\d+)?")) {
            return;
        } else if ((type != TokenType.INFIX_OPERATOR && type != TokenType.PREFIX_OPERATOR)
                || !OPERATORS.contains(value)) {
            throw invalid("不能用“%s”".formatted(value.substring(0, Math.min(value.length(), 30))));
        }
    }

    Set<String> terms() {
        return Set.copyOf(terms);
    }

    /** Terms as the formula names them, first to last. */
    List<String> order() {
        return terms;
    }

    private static List<String> inOrder(String text, Set<String> terms) {
        return NAME.matcher(text)
                .results()
                .map(java.util.regex.MatchResult::group)
                .filter(terms::contains)
                .distinct()
                .toList();
    }

    /** @return empty where a denominator is zero: there is nothing to divide by */
    Optional<BigDecimal> value(Map<String, BigDecimal> values) {
        if (!values.keySet().containsAll(terms)) throw new IllegalArgumentException("terms missing of " + terms);
        try {
            var known = new HashMap<String, BigDecimal>(values);
            known.keySet().retainAll(terms);
            return Optional.of(parsed.copy().withValues(known).evaluate().getNumberValue());
        } catch (ArithmeticException e) {
            if (divides(e)) return Optional.empty(); // a zero with decimals gets past the evaluator's own check
            throw e;
        } catch (EvaluationException | ParseException e) {
            if (divides(e)) return Optional.empty();
            throw new IllegalStateException("formula " + text + " with " + values, e);
        }
    }

    private static boolean divides(Exception e) {
        return e.getMessage() != null && e.getMessage().startsWith("Division");
    }

    /** The formula as people read it: terms by their titles. */
    String inWords(UnaryOperator<String> title) {
        var words = Pattern.compile("[a-z][a-z0-9_]*")
                .matcher(text)
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(title.apply(found.group())));
        return words.replace("*", "×").replace("/", "÷").replace("-", "−");
    }

    private static Problem invalid(String message) {
        return new Problem(
                IndicatorsProblem.EXPRESSION_INVALID,
                Map.of("why", message),
                List.of(new Problem.Field("expression", "invalid", message)));
    }
}
