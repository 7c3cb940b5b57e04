"""The steps a program printed, put into words: Markdown, in English or Spanish.

The program gives a rule's name and mathematics; the words are here, a line for each rule.
In a text, ``<…>`` is mathematics and ``{0}``, ``{1}`` … what the program printed with the rule.
"""

# ruff: noqa: E501 — a rule's texts stand on one line each

from __future__ import annotations

import re
from collections.abc import Sequence

from tutor_cli.models.solver.steps.working import MAX_STEPS, Working
from tutor_cli.models.solver.writing.results import SEPARATOR

Step = tuple[str, ...]
"""A rule's name, and what the program printed with it."""

RULES: dict[str, tuple[str, str]] = {
    # derivatives
    "derivative number": ("Derivative number {0}, of <{1}>.", "Derivada número {0}, de <{1}>."),
    "constant": ("A constant does not change: <{0} = {1}>.", "Una constante no cambia: <{0} = {1}>."),
    "linear": ("A multiple of the variable has its factor as derivative: <{0} = {1}>.", "La derivada de un múltiplo de la variable es su factor: <{0} = {1}>."),
    "power": ("Power rule, <(x^n)' = n x^{{n-1}}> with <n = {2}>: <{0} = {1}>.", "Regla de la potencia, <(x^n)' = n x^{{n-1}}> con <n = {2}>: <{0} = {1}>."),
    "sum": ("Sum rule, each term by itself: <{0} = {1}>.", "Regla de la suma, cada término por separado: <{0} = {1}>."),
    "constant factor": ("A constant factor stays: <{0} = {1}>.", "Un factor constante se conserva: <{0} = {1}>."),
    "product": ("Product rule, <(uv)' = u'v + uv'> with <u = {2}> and <v = {3}>: <{0} = {1}>.", "Regla del producto, <(uv)' = u'v + uv'> con <u = {2}> y <v = {3}>: <{0} = {1}>."),
    "quotient": (r"Quotient rule, <\left(\frac{{u}}{{v}}\right)' = \frac{{u'v - uv'}}{{v^2}}> with <u = {2}> and <v = {3}>: <{0} = {1}>.", r"Regla del cociente, <\left(\frac{{u}}{{v}}\right)' = \frac{{u'v - uv'}}{{v^2}}> con <u = {2}> y <v = {3}>: <{0} = {1}>."),
    "chain": ("Chain rule, the inner function is <u = {2}>: <{0} = {1}>.", "Regla de la cadena, la función interior es <u = {2}>: <{0} = {1}>."),
    "chain of a power": ("Chain rule with the power <u^{{{3}}}>, <u = {2}>: <{0} = {1}>.", "Regla de la cadena con la potencia <u^{{{3}}}>, <u = {2}>: <{0} = {1}>."),
    "chain of an exponential": ("Chain rule, the exponent is <u = {2}>: <{0} = {1}>.", "Regla de la cadena, el exponente es <u = {2}>: <{0} = {1}>."),
    "exponential": ("Derivative of an exponential, <(a^x)' = a^x \\ln a>: <{0} = {1}>.", "Derivada de una exponencial, <(a^x)' = a^x \\ln a>: <{0} = {1}>."),
    "logarithmic": ("Logarithmic differentiation, as <u^v = e^{{v \\ln u}}>: <{0} = {1}>.", "Derivación logarítmica, pues <u^v = e^{{v \\ln u}}>: <{0} = {1}>."),
    "table": ("From the table of derivatives: <{0} = {1}>.", "De la tabla de derivadas: <{0} = {1}>."),
    "at a point": ("At <{2} = {3}>, <{0}> is <{1}>.", "En <{2} = {3}>, <{0}> vale <{1}>."),
    # limits
    "put into a limit": ("The function is continuous there, so <{2} = {3}> is put in: <{0} = {1}>.", "La función es continua ahí: se pone <{2} = {3}>: <{0} = {1}>."),
    "indeterminate": ("Putting in gives the form <{1}>, which tells nothing yet, in <{0}>.", "Al sustituir queda la forma <{1}>, que aún no dice nada, en <{0}>."),
    "cancel in a limit": ("Cancel the common factor: <{0} = {1}>.", "Se simplifica el factor común: <{0} = {1}>."),
    "l'hopital": ("L'Hôpital's rule, differentiating above and below: <{0} = {1}>.", "Regla de L'Hôpital, derivando arriba y abajo: <{0} = {1}>."),
    "highest power": ("Divide above and below by <{2}>: <{0} = {1}>.", "Se divide arriba y abajo por <{2}>: <{0} = {1}>."),
    "highest power vanishes": ("The terms that still have <{2}> below vanish: <{0} = {1}>.", "Los términos que aún tienen <{2}> abajo tienden a cero: <{0} = {1}>."),
    "grows without bound": ("The denominator goes to 0 while the numerator goes to <{2}>: <{0} = {1}>.", "El denominador tiende a 0 y el numerador a <{2}>: <{0} = {1}>."),
    "known limit": ("This limit is known: <{0} = {1}>.", "Este límite es conocido: <{0} = {1}>."),
    "from the left": ("From the left: <{0} = {1}>.", "Por la izquierda: <{0} = {1}>."),
    "from the right": ("From the right: <{0} = {1}>.", "Por la derecha: <{0} = {1}>."),
    "sides differ": ("As <{1} \\ne {2}>, <{0}> does not exist.", "Como <{1} \\ne {2}>, <{0}> no existe."),
    # differential equations
    "separate": ("Separate the variables: <{0}> becomes <{1}>.", "Se separan las variables: <{0}> pasa a <{1}>."),
    "integrate both sides": ("Integrate both sides: <{0} = {1}> and <{2} = {3}>, up to a constant.", "Se integran ambos lados: <{0} = {1}> y <{2} = {3}>, salvo una constante."),
    "integrate the slope": ("Integrate: <{0} = {1} = {2}>.", "Se integra: <{0} = {1} = {2}>."),
    "solve for the function": ("Solve for the function: <{0} = {1}>.", "Se despeja la función: <{0} = {1}>."),
    "standard form": ("It is linear, <{2}' + P {2} = Q> with <P = {0}> and <Q = {1}>.", "Es lineal, <{2}' + P {2} = Q> con <P = {0}> y <Q = {1}>."),
    "integrating factor": ("Integrating factor: <\\mu = {0} = {1}>.", "Factor integrante: <\\mu = {0} = {1}>."),
    "left side is a derivative": ("Times <\\mu>, the left side is a derivative: <{0} = {1}>.", "Multiplicando por <\\mu>, el lado izquierdo es una derivada: <{0} = {1}>."),
    "integrate a product": ("Integrate: <{0} = {1}>.", "Se integra: <{0} = {1}>."),
    "characteristic equation": ("Characteristic equation: <{0}>, so <{1}>.", "Ecuación característica: <{0}>, luego <{1}>."),
    "solutions from the roots": ("Its roots give <{0} = {1}>.", "Sus raíces dan <{0} = {1}>."),
    "one solution of the whole": ("One solution of the whole equation: <{0} = {1}>.", "Una solución de la ecuación completa: <{0} = {1}>."),
    "sum of the solutions": ("Together: <{0} = {1}>.", "En conjunto: <{0} = {1}>."),
    "constants from the start": ("The initial values, <{0}>, give <{1}>.", "Los valores iniciales, <{0}>, dan <{1}>."),
    "particular solution": ("So <{0} = {1}>.", "Entonces <{0} = {1}>."),
    # integrals
    "integral of a sum": ("The integral of a sum, term by term: <{0} = {1}>.", "La integral de una suma, término a término: <{0} = {1}>."),
    "constant factor of an integral": ("A constant factor goes before the integral: <{0} = {1}>.", "Un factor constante sale de la integral: <{0} = {1}>."),
    "integral of a constant": ("The integral of a constant: <{0} = {1}>.", "La integral de una constante: <{0} = {1}>."),
    "integral of a power": (r"Power rule, <\int x^n\,dx = \frac{{x^{{n+1}}}}{{n+1}}>: <{0} = {1}>.", r"Regla de la potencia, <\int x^n\,dx = \frac{{x^{{n+1}}}}{{n+1}}>: <{0} = {1}>."),
    "integral of a reciprocal": (r"The integral of a reciprocal is a logarithm: <{0} = {1}>.", r"La integral de un recíproco es un logaritmo: <{0} = {1}>."),
    "integral of an exponential": ("The integral of an exponential: <{0} = {1}>.", "La integral de una exponencial: <{0} = {1}>."),
    "integral of the table": ("From the table of integrals: <{0} = {1}>.", "De la tabla de integrales: <{0} = {1}>."),
    "rewrite": ("Rewrite: <{0} = {1}>.", "Se reescribe: <{0} = {1}>."),
    "substitution": (r"Substitution: with <{2} = {3}>, <d{2} = {4}>, it is <{0} = {1}>.", r"Sustitución: con <{2} = {3}>, <d{2} = {4}>, es <{0} = {1}>."),
    "trigonometric substitution": ("Trigonometric substitution <{2}>: <{0} = {1}>.", "Sustitución trigonométrica <{2}>: <{0} = {1}>."),
    "substitute back": ("Substitute back: <{0} = {1}>.", "Se deshace la sustitución: <{0} = {1}>."),
    "by parts": (r"By parts, <\int u\,dv = uv - \int v\,du> with <u = {2}>, <dv = {3}>, so <du = {4}>, <v = {5}>: <{0} = {1}>.", r"Por partes, <\int u\,dv = uv - \int v\,du> con <u = {2}>, <dv = {3}>, luego <du = {4}>, <v = {5}>: <{0} = {1}>."),
    "solve for the integral": ("The integral <I> itself has come back, so <{2} = {3}>, and <{0} = {1}>.", "La propia integral <I> ha vuelto, así que <{2} = {3}>, y <{0} = {1}>."),
    "antiderivative": ("In another form, up to a constant: <{0} = {1}>.", "En otra forma, salvo una constante: <{0} = {1}>."),
    "check": ("Check by differentiating: <{0} = {1}>.", "Comprobación derivando: <{0} = {1}>."),
    "value at an end": ("At <{2} = {3}>, <{0}> is <{1}>.", "En <{2} = {3}>, <{0}> vale <{1}>."),
    "limit at an end": (r"As <{2} \to {3}>, <{0}> tends to <{1}>.", r"Cuando <{2} \to {3}>, <{0}> tiende a <{1}>."),
    "difference of the ends": (r"Subtract, by the fundamental theorem of calculus: <{0} = {1}>.", r"Se restan, por el teorema fundamental del cálculo: <{0} = {1}>."),
    "together": ("Put together: <{0} = {1}>.", "Todo junto: <{0} = {1}>."),
    "simplify": ("Simplify: <{0} = {1}>.", "Se simplifica: <{0} = {1}>."),
    # equations
    "multiply both sides": ("Multiply both sides by <{1}>: <{0}>.", "Se multiplican ambos lados por <{1}>: <{0}>."),
    "expand both sides": ("Multiply out: <{0}>.", "Se quitan los paréntesis: <{0}>."),
    "swap the sides": ("Swap the sides: <{0}>.", "Se intercambian los lados: <{0}>."),
    "subtract from both sides": ("Subtract <{1}> from both sides: <{0}>.", "Se resta <{1}> en ambos lados: <{0}>."),
    "add to both sides": ("Add <{1}> to both sides: <{0}>.", "Se suma <{1}> en ambos lados: <{0}>."),
    "divide both sides": ("Divide both sides by <{1}>: <{0}>.", "Se dividen ambos lados por <{1}>: <{0}>."),
    "check of a solution": ("Check: with <{0}>, the left side is <{1}> and the right side <{2}>.", "Comprobación: con <{0}>, el lado izquierdo es <{1}> y el derecho <{2}>."),
    "not in the domain": ("<{0}> makes the denominator <{1}> zero, so it is no solution.", "<{0}> anula el denominador <{1}>, así que no es solución."),
    "always true": ("<{0}> is always true.", "<{0}> se cumple siempre."),
    "never true": ("<{0}> is never true.", "<{0}> no se cumple nunca."),
    "all on one side": ("Bring everything to one side: <{0}>.", "Se lleva todo a un lado: <{0}>."),
    "factor": ("Factor <{1}>: <{0}>.", "Se factoriza <{1}>: <{0}>."),
    "zero product": ("A product is zero when one of its factors is: <{0}>.", "Un producto es cero cuando lo es uno de sus factores: <{0}>."),
    "root of a factor": ("From <{1}>: <{0}>.", "De <{1}>: <{0}>."),
    "isolate the square": ("Isolate the square: <{0}>.", "Se despeja el cuadrado: <{0}>."),
    "negative square": ("<{0}> is a negative square, so there is no real solution.", "<{0}> es un cuadrado negativo, así que no hay solución real."),
    "square roots": ("Take the square root, with both signs: <{0}>.", "Se saca la raíz cuadrada, con ambos signos: <{0}>."),
    "discriminant": ("The discriminant, <b^2 - 4ac> with <a = {2}>, <b = {3}>, <c = {4}>: <{0} = {1}>.", "El discriminante, <b^2 - 4ac> con <a = {2}>, <b = {3}>, <c = {4}>: <{0} = {1}>."),
    "negative discriminant": ("<{0}> is negative, so there is no real solution.", "<{0}> es negativo, así que no hay solución real."),
    "quadratic formula": (r"The quadratic formula, <\frac{{-b \pm \sqrt{{b^2 - 4ac}}}}{{2a}}>: <{0}>.", r"La fórmula cuadrática, <\frac{{-b \pm \sqrt{{b^2 - 4ac}}}}{{2a}}>: <{0}>."),
    "solution": ("So <{0}>.", "Luego <{0}>."),
    "complete to a square": ("Add <{1}>, the square of half of <{2}>, to both sides: <{0}>.", "Se suma <{1}>, el cuadrado de la mitad de <{2}>, en ambos lados: <{0}>."),
    "as a square": ("The left side is a square: <{0}>.", "El lado izquierdo es un cuadrado: <{0}>."),
    # quadratics
    "multiply out all": ("Multiply out: <{0} = {1}>.", "Se quitan los paréntesis: <{0} = {1}>."),
    "coefficients": ("The coefficients are <a = {0}>, <b = {1}> and <c = {2}>.", "Los coeficientes son <a = {0}>, <b = {1}> y <c = {2}>."),
    "positive discriminant tells": ("<{0}> is positive: there are two different real roots.", "<{0}> es positivo: hay dos raíces reales distintas."),
    "zero discriminant tells": ("It is <{0}>: there is one real root, a double one.", "Es <{0}>: hay una raíz real doble."),
    "negative discriminant tells": ("<{0}> is negative: there is no real root.", "<{0}> es negativo: no hay raíces reales."),
    "axis of a parabola": (r"The axis of symmetry, <{2} = -\frac{{b}}{{2a}}>: <{0} = {1}>.", r"El eje de simetría, <{2} = -\frac{{b}}{{2a}}>: <{0} = {1}>."),
    "value at the vertex": ("The value at <{2}>: <{0} = {1}>.", "El valor en <{2}>: <{0} = {1}>."),
    "take out of the first terms": ("Take <{2}> out of the first two terms: <{0} = {1}>.", "Se saca factor <{2}> de los dos primeros términos: <{0} = {1}>."),
    "half of the middle": ("Half of the middle coefficient <{1}> is <{0}>, its square <{2}>.", "La mitad del coeficiente central <{1}> es <{0}>, su cuadrado <{2}>."),
    "add and subtract the square": ("Add and subtract that square: <{0} = {1}>.", "Se suma y se resta ese cuadrado: <{0} = {1}>."),
    "square of a sum": ("Write the first three terms as a square: <{0} = {1}>.", "Se escriben los tres primeros términos como un cuadrado: <{0} = {1}>."),
    "no elementary way": ("<{0}> has no rational factors: its solutions are found numerically.", "<{0}> no tiene factores racionales: sus soluciones se hallan numéricamente."),
    # systems
    "equation": ("Equation ({1}): <{0}>.", "Ecuación ({1}): <{0}>."),
    "equation in order": ("Equation ({1}), put in order: <{0}>.", "Ecuación ({1}), ordenada: <{0}>."),
    "eliminate": ("<{2}> eliminates <{3}>. Equation ({1}): <{0}>.", "<{2}> elimina <{3}>. Ecuación ({1}): <{0}>."),
    "express": ("From ({1}), <{2}>: <{0}>.", "De ({1}), <{2}>: <{0}>."),
    "substitute": ("Put <{2}> into ({1}): <{0}>.", "Se sustituye <{2}> en ({1}): <{0}>."),
    "multiply out and collect": ("Multiply out and collect on one side: <{0}>.", "Se desarrolla y se reúne en un lado: <{0}>."),
    "put back": ("With <{1}>: <{0}>.", "Con <{1}>: <{0}>."),
    "put in": ("Put what is known into ({1}): <{0}>.", "Se pone lo conocido en ({1}): <{0}>."),
    "solve for": ("From ({1}): <{0}>.", "De ({1}): <{0}>."),
    # whole numbers
    "divide with remainder": ("Divide with remainder: <{0} = {1}>.", "División con resto: <{0} = {1}>."),
    "last divisor": ("The remainder is zero, so the last divisor is the greatest common one: <{0} = {1}>.", "El resto es cero, así que el último divisor es el máximo común: <{0} = {1}>."),
    "product over the divisor": ("The product over the greatest common divisor: <{0} = {1}>.", "El producto entre el máximo común divisor: <{0} = {1}>."),
    # arithmetic
    "add": ("Add: <{0}>.", "Se suma: <{0}>."),
    "subtract": ("Subtract: <{0}>.", "Se resta: <{0}>."),
    "multiply": ("Multiply: <{0}>.", "Se multiplica: <{0}>."),
    "divide": ("Divide: <{0}>.", "Se divide: <{0}>."),
    "percent": ("Percent means hundredths: <{0}>.", "Por ciento son centésimas: <{0}>."),
    "factorial": ("Factorial: <{0}>.", "Factorial: <{0}>."),
    "common denominator": ("Common denominator: <{0}>.", "Común denominador: <{0}>."),
    "equal denominators": ("The denominators are equal: <{0}>.", "Los denominadores son iguales: <{0}>."),
    "multiply fractions": ("Multiply tops and bottoms: <{0}>.", "Se multiplican numeradores y denominadores: <{0}>."),
    "divide by a fraction": ("Dividing is multiplying by the reciprocal: <{0}>.", "Dividir es multiplicar por el inverso: <{0}>."),
    "reduce": ("Reduce the fraction: <{0}>.", "Se reduce la fracción: <{0}>."),
    "raise": ("Power: <{0}>.", "Potencia: <{0}>."),
    "work out": ("Work out <{0}>.", "Se calcula <{0}>."),
    # polynomials
    "multiply out": ("Multiply out: <{0}>.", "Se quitan los paréntesis: <{0}>."),
    "collect like terms": ("Collect like terms: <{0} = {1}>.", "Se reúnen los términos semejantes: <{0} = {1}>."),
    "common factor": ("Take out the common factor <{2}>: <{0} = {1}>.", "Se saca factor común <{2}>: <{0} = {1}>."),
    "difference of squares": ("Difference of squares, <a^2 - b^2 = (a - b)(a + b)>: <{0} = {1}>.", "Diferencia de cuadrados, <a^2 - b^2 = (a - b)(a + b)>: <{0} = {1}>."),
    "two numbers": ("Two numbers with product <{3}> and sum <{4}>: <{1}> and <{2}>.", "Dos números de producto <{3}> y suma <{4}>: <{1}> y <{2}>."),
    "split the middle": ("Split the middle term with them: <{0} = {1}>.", "Se parte con ellos el término central: <{0} = {1}>."),
    "group": ("Group: <{0} = {1}>.", "Se agrupa: <{0} = {1}>."),
    "a root": ("<{2} = {3}> is a root, so divide by <{4}>: <{0} = {1}>.", "<{2} = {3}> es una raíz, así que se divide por <{4}>: <{0} = {1}>."),
}  # fmt: skip

METHODS: dict[str, tuple[str, str]] = {
    "l'hopital": ("L'Hôpital's rule", "la regla de L'Hôpital"),
    "cancel in a limit": ("cancelling", "simplificar"),
    "highest power": ("dividing by the highest power", "dividir por la mayor potencia"),
    "sides differ": ("comparing both sides", "comparar ambos lados"),
    "put into a limit": ("putting in", "sustitución directa"),
    "separate": ("separation of variables", "separación de variables"),
    "integrating factor": ("an integrating factor", "un factor integrante"),
    "characteristic equation": ("the characteristic equation", "la ecuación característica"),
    "product": ("the product rule", "la regla del producto"),
    "quotient": ("the quotient rule", "la regla del cociente"),
    "chain": ("the chain rule", "la regla de la cadena"),
    "chain of a power": ("the chain rule", "la regla de la cadena"),
    "chain of an exponential": ("the chain rule", "la regla de la cadena"),
    "logarithmic": ("logarithmic differentiation", "derivación logarítmica"),
    "by parts": ("integration by parts", "integración por partes"),
    "substitution": ("integration by substitution", "integración por sustitución"),
    "trigonometric substitution": ("trigonometric substitution", "sustitución trigonométrica"),
    "integral of a power": ("the power rule for integrals", "la regla de la potencia para integrales"),
    "power": ("the power rule", "la regla de la potencia"),
    "integral of a sum": ("integrating term by term", "integrar término a término"),
    "rewrite": ("rewriting the integrand", "reescribir el integrando"),
    "factor": ("factoring", "factorización"),
    "complete to a square": ("completing the square", "completar el cuadrado"),
    "add and subtract the square": ("completing the square", "completar el cuadrado"),
    "substitute": ("substitution", "sustitución"),
    "quadratic formula": ("the quadratic formula", "la fórmula cuadrática"),
    "square roots": ("taking square roots", "sacar raíces cuadradas"),
    "eliminate": ("elimination", "eliminación"),
    "last divisor": ("Euclid's algorithm", "el algoritmo de Euclides"),
    "multiply both sides": ("doing the same to both sides", "hacer lo mismo en ambos lados"),
    "subtract from both sides": ("doing the same to both sides", "hacer lo mismo en ambos lados"),
    "add to both sides": ("doing the same to both sides", "hacer lo mismo en ambos lados"),
    "divide both sides": ("doing the same to both sides", "hacer lo mismo en ambos lados"),
    "two numbers": ("splitting the middle term", "partir el término central"),
    "difference of squares": ("the difference of squares", "la diferencia de cuadrados"),
    "a root": ("finding a root and dividing", "hallar una raíz y dividir"),
    "common factor": ("taking out the common factor", "sacar factor común"),
    "collect like terms": ("collecting like terms", "reunir términos semejantes"),
    "multiply out": ("multiplying out", "quitar los paréntesis"),
    "common denominator": ("a common denominator", "el común denominador"),
    "divide by a fraction": ("multiplying by the reciprocal", "multiplicar por el inverso"),
    "multiply fractions": ("multiplying tops and bottoms", "multiplicar numeradores y denominadores"),
}
"""What a rule makes of the whole: the method's name. The first that was used names it."""
_NAMING = "complete to a square"
"""This one does, whatever was done before it."""
_OPERATIONS = frozenset(
    {
        *("add", "subtract", "multiply", "divide", "raise", "percent", "factorial", "work out", "reduce"),
        *("common denominator", "equal denominators", "multiply fractions", "divide by a fraction"),
    }
)
_TASKS = {
    "value": ("We want <{0}>.", "Buscamos <{0}>."),
    "solve": ("We solve <{0}>.", "Resolvemos <{0}>."),
    "rewrite": ("We rewrite <{0}>.", "Reescribimos <{0}>."),
}
_METHOD = "Method: {0}.", "Método: {0}."
_ORDER = "the order of operations", "el orden de las operaciones"
_LEAVES = " That leaves <{0}>.", " Queda <{0}>."
_MORE = "There are more steps than are shown.", "Hay más pasos de los que se muestran."
NONE = (
    "The steps of this one are not among those that the solver can show.",
    "Los pasos de esta no están entre los que el resolutor sabe mostrar.",
)
_LINE = re.compile(r"^step: (.+)$", re.MULTILINE)


def steps_in(output: str) -> list[Step]:
    """The steps among a program's output; SymPy's ``log`` is the natural one."""
    lines = (re.sub(r"\\log(?!_)", r"\\ln", line) for line in _LINE.findall(output))
    return [tuple(line.split(SEPARATOR)) for line in lines]


def told(steps: Sequence[Step], working: Working | None, *, spanish: bool = False) -> str:
    """What is asked, the method by name and the numbered steps; a rule that is not known is left out."""
    language = int(spanish)
    lines = [text for step in steps if (text := _sentence(step, language))]
    if not lines or working is None:
        return ""
    used = [rule for rule, *_ in steps if rule in METHODS]
    naming = _NAMING if _NAMING in used else used[0] if used else ""
    method = METHODS[naming][language] if naming else ""
    if len(steps) > 1 and all(rule in _OPERATIONS for rule, *_ in steps):
        method = _ORDER[language]
    head = [_filled(_TASKS[working.task][language], working.asked)]
    head += [_METHOD[language].format(method)] if method else []
    numbered = [f"{number}. {line}" for number, line in enumerate(lines, start=1)]
    more = [_MORE[language]] if len(steps) >= MAX_STEPS else []
    return "\n\n".join([" ".join(head), "\n".join(numbered), *more]).strip()


def _sentence(step: Step, language: int) -> str:
    rule, *parts = step
    texts = RULES.get(rule)
    if texts is None:
        return ""
    try:
        sentence = _filled(texts[language], *parts)
    except IndexError:  # a step printed otherwise than its rule is told
        return ""
    if rule in _OPERATIONS and len(parts) > 1 and parts[1]:
        sentence += _filled(_LEAVES[language], parts[1])
    return sentence


def _filled(text: str, *parts: str) -> str:
    return text.replace("<", r"\(").replace(">", r"\)").format(*parts)
