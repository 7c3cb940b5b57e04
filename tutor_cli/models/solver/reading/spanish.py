"""Spanish: a list of words and phrases with their English, put in place before reading.

Questions are then read by the one grammar there is. Another language is another such list.
"""

# ruff: noqa: E501 — word lists stand on one line each

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from tutor_cli.models.solver.reading.english import words
from tutor_cli.models.solver.reading.spanish_algebra import ALGEBRA
from tutor_cli.models.solver.reading.spanish_calculus import CALCULUS, CALCULUS_ANSWERS
from tutor_cli.models.solver.reading.spanish_data import DATA
from tutor_cli.models.solver.reading.spanish_everyday import EVERYDAY, number_in_words
from tutor_cli.models.solver.reading.tokens import Kind, Token

PHRASES: dict[str, str] = {
    # asking
    "cuanto es|cuanto son|cuanto da|cuanto vale|cuanto valen|cuanto seria|cual es|cuales son|que es|a cuanto equivale|cual es el valor de|cuanto me da|cuanto hace": "what is", "que": "what",
    "calcula|calcular|calcule|calculame|computa|evalua|evalue|evaluar|opera": "calculate",
    "halla|hallar|halle|encuentra|encontrar|encuentre|determina|determinar|determine|obten|obtener|dame|dime|busca|enumera|lista": "find",
    "resuelve|resolver|resuelva|resuelveme|soluciona|solucionar": "solve",
    "cuantos|cuantas": "how many", "hay en": "are in", "tiene|tienen": "have",
    "la ecuacion": "the equation", "las ecuaciones": "the equations", "el sistema de ecuaciones|el sistema": "the system",
    "soluciones|solucion": "solutions", "raices": "roots", "ceros": "zeros",
    # small talk
    "hola|buenas|buenos dias|buenas tardes": "hi", "por favor|porfa|porfavor": "please", "gracias|muchas gracias": "thanks",
    "puedes|podrias|me puedes|puedes decirme|podrias decirme|ayudame a|ayudame con|necesito ayuda con|necesito|quiero|quisiera|me ayudas a|me ayudas con|me puedes ayudar con|me puedes ayudar a|puedes ayudarme a|me puedes decir|me puede ayudar a|puede ayudarme a|me podrias ayudar a|podrias ayudarme a|sabes|me gustaria saber|quiero saber|ayuda con|puedes ayudarme con|ayudar con": "please",
    "ahora|luego|despues|entonces": "now", "paso a paso": "step by step",
    # arithmetic
    "mas": "plus", "menos": "minus", "por|multiplicado por|veces": "times", "dividido por|dividido entre|partido por": "divided by",
    "al cuadrado": "squared", "al cubo": "cubed",
    "elevado a la potencia de|elevado a la potencia|elevado a la|elevado al|elevada a la|elevada al|elevado a|elevada a|a la potencia de|a la potencia": "raised to the",
    "raiz cuadrada": "square root", "raiz cubica": "cube root", "raiz cuarta": "fourth root", "raiz quinta": "fifth root",
    "valor absoluto": "absolute value", "logaritmo natural|logaritmo neperiano": "natural logarithm", "logaritmo": "log", "en base": "base",
    "seno": "sin", "sen": "sin", "coseno": "cos", "tangente": "tan", "factorial de|el factorial de": "the factorial of",
    "la suma de|suma de": "the sum of", "la diferencia entre|diferencia entre": "the difference between",
    "el producto de|producto de": "the product of", "el cociente de|cociente de|el cociente entre": "the quotient of",
    "el doble de|doble de": "twice", "el triple de|triple de": "triple", "la mitad de|mitad de": "half of",
    "suma|sumar|sumale|anade|agrega": "add", "resta|restar|restale|quita|quitale": "subtract",
    "multiplica|multiplicar|multiplicalo por|multiplica eso por": "multiply", "divide|dividir|dividelo por|dividelo entre|divide eso entre|divide eso por|divide eso": "divide",
    "multiplicalo": "multiply it", "dividelo": "divide it", "elevalo": "raise it",
    "eso|esto|el resultado|ese resultado|el resultado anterior|lo anterior|la respuesta": "that",
    "por ciento|porciento": "percent", "porcentaje": "percent", "aumenta|incrementa|aumentar": "increase", "disminuye|reduce|disminuir|reducir": "decrease",
    "de descuento en|de descuento sobre": "off",
    # chances and choices
    "probabilidad": "probability", "de sacar|de obtener|de tirar|de que salga|de conseguir": "of getting", "al lanzar|al tirar|lanzando|tirando": "rolling", "dado": "die", "dados": "dice",
    "moneda": "coin", "cara": "heads", "caras": "heads", "cruz|cruces": "tails", "lanzamientos": "flips", "combinaciones": "combinations", "permutaciones": "permutations",
    "en un dado": "on a die", "un dado": "a die", "de 2 en 2|de dos en dos": "2 at a time", "de 3 en 3|de tres en tres": "3 at a time", "de 4 en 4": "4 at a time", "tomados": "taken", "tomadas": "taken",
    "camisa|camiseta": "shirt", "chaqueta": "jacket", "libro": "book", "pantalon": "item", "articulo|producto|vestido|telefono|ordenador|juego|juguete": "item", "precio final": "final price", "precio": "price", "tiene un descuento de|tiene un descuento del|con un descuento de|con un descuento del|con descuento de": "with a discount of",
    "cuantos divisores tiene": "the number of divisors of", "cuantos factores tiene": "the number of factors of", "angulos interiores": "interior angles", "angulo interior": "interior angle", "angulo exterior": "exterior angle",
    "bolsa": "bag", "caja": "box", "contiene": "contains", "bolas|pelotas": "balls", "canicas": "marbles", "rojas|rojos|roja|rojo": "red", "azules|azul": "blue", "verdes|verde": "green", "blancas|blancos|blanca|blanco": "white", "negras|negros|negra|negro": "black",
    "ordenar se|se pueden ordenar|ordenarse": "to arrange", "se pueden elegir|se pueden escoger": "to choose", "pueden ordenarse|pueden sentarse": "can line up", "de un total de": "from",
    "elementos|objetos|cosas": "things", "de a": "taken", "de cuantas formas|de cuantas maneras|de cuantos modos": "how many ways",
    "se pueden|se puede|pueden": "can", "ordenar|ordenarse": "be arranged", "personas": "people", "libros": "books", "elegir|escoger|seleccionar": "choose",
    # money
    "cuesta|vale": "costs", "descuento": "discount", "interes simple": "simple interest", "interes compuesto": "compound interest", "euros": "euros", "pesos|dolares": "dollars", "propina": "tip",
    "un aumento": "increase", "en un": "by", "rebajado|rebajada": "reduced", "de interes": "interest", "anual|al ano": "annual", "capital": "principal",
    # numbers
    "maximo comun divisor|mcd": "greatest common divisor", "minimo comun multiplo|mcm": "least common multiple",
    "resto|residuo": "remainder", "al dividir": "when dividing", "cuando se divide": "when divided", "primo": "prime", "primos": "primes", "compuesto": "composite",
    "numero primo": "prime number", "numeros primos": "prime numbers", "numero compuesto": "composite number", "numero par": "even number", "numero impar": "odd number", "cuadrado perfecto": "perfect square",
    "numero": "number", "numeros": "numbers",
    "factores primos": "prime factors", "factores": "factors", "divisores": "divisors", "divisible por|divisible entre": "divisible by", "multiplo": "multiple", "par": "even", "impar": "odd",
    "descompon": "decompose", "en factores primos": "into prime factors", "descompon en factores primos|descomponer en factores primos|factorizacion prima de|descomposicion en factores primos de": "prime factorization of",
    "redondea|redondear": "round", "cifras significativas": "significant figures", "decimales": "decimals", "a la unidad mas cercana": "to the nearest integer",
    "como fraccion|en fraccion|a fraccion|en forma de fraccion": "as a fraction", "como decimal|en decimal|a decimal|en forma decimal|en decimales": "as a decimal",
    "como porcentaje|en porcentaje": "as a percent", "como numero mixto": "as a mixed number",
    "convierte|convertir|pasa|pasar|expresa|escribe|cambia": "convert", "fraccion": "fraction",
    "ordena|ordenar": "sort", "de menor a mayor": "in ascending order", "de mayor a menor": "in descending order",
    "cual es mayor": "which is greater", "cual es menor": "which is smaller", "el mayor de": "the largest of", "el menor de": "the smallest of",
    # algebra
    "simplifica|simplificar|simplifique": "simplify", "factoriza|factorizar|factorice": "factor", "expande|expandir|desarrolla|desarrollar": "expand",
    "la expresion": "the expression", "el polinomio": "the polynomial", "completa el cuadrado de|completar el cuadrado de": "complete the square for",
    "discriminante": "discriminant", "vertice": "vertex", "funcion": "function", "inversa": "inverse", "dominio": "domain", "rango": "range",
    "despeja": "solve for", "despejar": "solve for", "pendiente": "slope", "recta": "line", "que pasa por": "through", "punto medio": "midpoint", "distancia": "distance",
    # calculus
    "deriva|derivar|derive": "differentiate", "derivada": "derivative", "primera derivada": "first derivative", "segunda derivada": "second derivative", "tercera derivada": "third derivative", "derivada parcial": "partial derivative",
    "con respecto a|respecto a|respecto de": "with respect to", "integra|integrar|integre": "integrate", "integral definida": "definite integral", "integral indefinida": "integral",
    "limite": "limit", "serie de taylor": "taylor series", "serie de maclaurin": "maclaurin series", "maximo": "maximum", "minimo": "minimum", "maximos y minimos": "maxima and minima", "puntos criticos": "critical points", "punto de inflexion": "inflection point", "area bajo la curva|area bajo": "area under", "area entre": "area between", "curva": "curve", "grafica|graficar|dibuja|traza": "plot", "sucesion|secuencia": "sequence", "termino": "term", "siguiente": "next", "progresion aritmetica": "arithmetic sequence", "progresion geometrica": "geometric sequence", "sumatoria": "sum", "inecuacion|desigualdad": "inequality", "sistema": "system", "tiende a|se acerca a": "approaches", "tiende al": "approaches", "cuando": "as", "por la derecha": "from the right", "por la izquierda": "from the left",
    "infinito": "infinity", "desde": "from", "hasta": "to", "la recta tangente a": "the tangent line to",
    "la ecuacion diferencial": "the differential equation",
    # geometry, statistics, units
    "area": "area", "perimetro": "perimeter", "volumen": "volume", "circulo|circunferencia": "circle", "esfera": "sphere", "cubo": "cube", "cuadrado": "square", "triangulo": "triangle", "rectangulo": "rectangle", "cilindro": "cylinder", "cono": "cone",
    "radio": "radius", "diametro": "diameter", "lado": "side", "base": "base", "altura": "height", "ancho": "width", "largo": "length", "hipotenusa": "hypotenuse", "triangulo rectangulo": "right triangle", "catetos": "legs", "cateto": "leg", "triangulo equilatero": "equilateral triangle", "trapecio": "trapezoid", "rombo": "rhombus", "paralelogramo": "parallelogram", "paralelo": "parallel", "perpendicular": "perpendicular", "diagonal": "diagonal", "piramide": "pyramid", "prisma": "prism", "hexagono": "hexagon", "pentagono": "pentagon", "octagono": "octagon", "lados": "sides", "circunferencia de": "circumference of", "area de la superficie|superficie": "surface area", "angulo": "angle", "angulos": "angles", "suma de los angulos interiores": "sum of the interior angles",
    "la media|media|el promedio|promedio": "mean", "mediana": "median", "moda": "mode", "desviacion estandar|desviacion tipica": "standard deviation", "varianza": "variance",
    "matriz": "matrix", "traspuesta|transpuesta": "transpose", "rango de la matriz": "rank of the matrix", "vector": "vector", "vectores": "vectors", "producto escalar|producto punto": "dot product", "producto vectorial|producto cruz": "cross product", "modulo de": "modulus of", "conjugado": "conjugate", "determinante": "determinant", "autovalores|valores propios": "eigenvalues",
    "grados": "degrees", "radianes": "radians", "metros": "meters", "metro": "meter", "kilometros": "kilometers", "kilometro": "kilometer", "centimetros": "centimeters", "milimetros": "millimeters", "millas": "miles", "pulgadas": "inches", "pies": "feet",
    "gramos": "grams", "kilogramos|kilos": "kilograms", "litros": "liters", "mililitros": "milliliters", "segundos": "seconds", "minutos": "minutes", "horas": "hours", "dias": "days", "semanas": "weeks", "meses": "months", "anos": "years",
    # little words
    "el|la|los|las|lo": "the", "un|una": "a", "del": "of the", "de": "of", "al": "to the", "en": "in", "como": "as", "si": "if", "con": "with", "para": "for", "donde": "where", "entre": "between",
    "es igual a|es igual|igual a|igual": "equals", "es": "is", "son": "are", "o": "or", "su": "its", "sea": "let", "dado|dada|sabiendo que|dado que": "given", "todos": "all", "todas": "all", "ambos": "both",
    "cero": "zero", "uno": "one", "dos": "two", "tres": "three", "cuatro": "four", "cinco": "five", "seis": "six", "siete": "seven", "ocho": "eight", "nueve": "nine", "diez": "ten", "once": "eleven", "doce": "twelve", "veinte": "twenty", "treinta": "thirty", "cien": "hundred", "mil": "thousand",
    "primero|primera": "first", "segundo|segunda": "second", "tercero|tercera|tercer": "third", "cuarto|cuarta": "fourth", "quinto|quinta": "fifth", "decimo|decima": "tenth", "trece": "thirteen", "catorce": "fourteen", "quince": "fifteen", "cuarenta": "forty", "cincuenta": "fifty", "sesenta": "sixty", "setenta": "seventy", "ochenta": "eighty", "noventa": "ninety",
}  # fmt: skip

_TABLE: dict[tuple[str, ...], list[str]] = {
    tuple(spanish.split()): english.split()
    for table in (DATA, CALCULUS, ALGEBRA, PHRASES, EVERYDAY)
    for line, english in table.items()
    for spanish in line.split("|")
}
_LONGEST = max(map(len, _TABLE))

_ENGLISH = frozenset(
    word
    for english in (
        *PHRASES.values(),
        *ALGEBRA.values(),
        *CALCULUS.values(),
        *EVERYDAY.values(),
        *DATA.values(),
    )
    for word in english.split()
)
_ALSO_ENGLISH = words(
    "euro|kilo|usa|largo|peso|mayor|libra|total|come|auto|carro|tren|bus|pon|mayo|mes|era|fue|dia|va|me|se|le|negativo|uses|costo|una|hay|ln|triple|doble|pie|ano|saque|bajo|medio|hora|base|monto|va|hace|tras|dime|lapiz|modulo|capital|vale|cara|cruz|interior|exterior|pesos|total|final|radio|son|once|media|moda|pies|pie|mil|lista|opera|par|quita|ancho|real|determine|derive|dime|con|prima|reduce|"
    "sea|norma|rey|reina|kilos|metro|favor|las|los|del|dos|tres|uno|rango|recta|pendiente|sobre|sen|matriz|computa|forma|para|comun"
)
_ONLY_SPANISH = {word for phrase in _TABLE for word in phrase if len(word) > 2} - _ENGLISH - {*_ALSO_ENGLISH}
"""Words that tell that a question is in Spanish; words that are English too do not."""
_DIVIDING = frozenset(["divide", "dividir", "divida", "reparte", "repartir", "dividimos"])
_WEAK = frozenset(["el", "la", "los", "las", "de", "del", "un", "una", "es", "en"])
_NOT_AN_OPERAND = frozenset(
    ["+", "-", "*", "/", "^", "=", "<", ">", "<=", ">=", ",", ";", ")", "]", "}", "'"]
)


def speaks(tokens: Sequence[Token]) -> bool:
    """Whether the question is in Spanish: it has a word that is no other language's here."""
    words = [fold(token.text) for token in tokens if token.kind == "word"]
    strong = "¿" in {token.text for token in tokens} or any(word in _ONLY_SPANISH for word in words)
    return strong or sum(word in _WEAK for word in words) > 1 or bool({"de", "del", "en"} & set(words))


def fold(word: str) -> str:
    """The word without accents: ``cuánto`` as ``cuanto``."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def translate(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with every known Spanish phrase in English; what is not known stays."""
    opened = {at + 1 for at, token in enumerate(tokens) if token.text in ("¿", "¡")}
    tokens = [replace(token, spaced=True) if at in opened else token for at, token in enumerate(tokens)]
    tokens = [_spanish_number(tokens, at) for at in range(len(tokens))]
    tokens = _with_decimal_commas([token for token in tokens if token.text not in ("¿", "¡")])
    folded = [fold(token.text) if token.kind == "word" else token.text for token in tokens]
    english: list[Token] = []
    at = 0
    while at < len(tokens):
        length, meaning = _phrase(tokens, folded, at)
        word = _little_word(tokens, at) if length < 2 else ""
        if word:
            english.append(replace(tokens[at], text=word, raw=word))
            at += 1
            continue
        if folded[at] in ("primeros", "primeras") and english and english[-1].kind == "number":
            english.insert(-1, _english(tokens[at], "first"))  # "los 10 primeros"
            at += 1
            continue
        number = number_in_words(folded, at)
        if number and (number[1] > at + 1 or (folded[at],) not in _TABLE):
            english.append(_english(tokens[at], str(number[0])))
            at = number[1]
            continue
        english += [_english(tokens[at], piece) for piece in meaning] if length else [tokens[at]]
        at += max(length, 1)
    return english


def _phrase(tokens: Sequence[Token], folded: Sequence[str], at: int) -> tuple[int, list[str]]:
    """The longest known phrase that begins here: its length, and its English; 0 if there is none."""
    for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
        meaning = _TABLE.get(tuple(folded[at : at + length]))
        if meaning is not None and not (length == 1 and tokens[at].is_letter):
            return length, meaning
    return 0, []


def _english(token: Token, piece: str) -> Token:
    kind: Kind = "number" if piece.isdigit() else "word"
    return replace(token, kind=kind, text=piece.lower(), raw=piece, spaced=True)


def _little_word(tokens: Sequence[Token], at: int) -> str:
    """``y``, ``a``, ``o``, ``e`` and ``entre`` where they are words and no variables; else nothing."""
    token = tokens[at]
    before = tokens[at - 1].text if at else ""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if not token.spaced or after is None or not after.spaced or after.text in _NOT_AN_OPERAND - {"-"}:
        return ""
    stands_alone = before not in _NOT_AN_OPERAND - {",", ")", "]", "}"}
    if token.text == "al" and _is_percent(tokens, at + 1):
        return "at"
    changing = any(fold(each.text) in _CHANGING for each in tokens[:at])
    if token.text == "un" and changing and _is_percent(tokens, at + 1):
        return "by"
    if token.text == "de" and after.kind == "number" and _leads_to(tokens, at + 2):
        return "from"
    if token.text == "a" and _is_speed(tokens, at + 1):
        return "at"
    if token.text == "y" and fold(after.text) in ("respecto", "con"):
        return ""  # "la derivada de x^2 y respecto de x"
    if token.text == "de" and at + 2 < len(tokens) and tokens[at + 2].text in ("a", "hasta"):
        return "from"  # "de 0 a 2"
    if token.text == "e" and after.text in ("y", "i") and stands_alone and before:
        return "and"  # "entre y = x^2 e y = x"
    if token.text in ("y", "o", "a") and stands_alone and (before or token.text == "y"):
        return {"y": "and", "o": "or", "a": "to"}[token.text]
    if token.text == "entre":
        beyond = tokens[at + 2].text if at + 2 < len(tokens) else ""
        if any(fold(each.text) in _DIVIDING for each in tokens[:at]) and beyond != "y":
            return "by"
        is_number = at and (tokens[at - 1].kind == "number" or number_in_words([fold(before)], 0) is not None)
        divides = is_number or before in (")", "that", "eso")
        return "" if beyond in ("y", "=") or not divides else "over"
    if token.text == "en" and after.kind == "number" and at + 2 < len(tokens) and tokens[at + 2].text == "%":
        return "by"
    return ""


_CHANGING = frozenset(["aumenta", "sube", "baja", "reduce", "disminuye", "incrementa", "rebaja", "aumentado", "reducido", "rebajado", "rebajada", "crece", "cae", "disminuido", "incrementado"])  # fmt: skip


def _is_percent(tokens: Sequence[Token], at: int) -> bool:
    """Whether ``5 %`` or ``5 por ciento`` stands here."""
    if at + 1 >= len(tokens) or tokens[at].kind != "number":
        return False
    after = at + 3 if tokens[at + 1].text == "," and at + 3 < len(tokens) else at + 1
    return tokens[after].text == "%" or [token.text for token in tokens[after : after + 2]] == [
        "por",
        "ciento",
    ]


def _is_speed(tokens: Sequence[Token], at: int) -> bool:
    """Whether ``80 km/h`` stands here."""
    texts = [fold(token.text) for token in tokens[at : at + 3]]
    return (
        len(texts) > 1
        and tokens[at].kind == "number"
        and (texts[1] in ("mph", "kmh", "kph") or texts[2:] in (["/"], ["por"]))
    )


def _leads_to(tokens: Sequence[Token], at: int) -> bool:
    """Whether "a" and a number follow, perhaps after a currency: from 80 *to 100*."""
    at += at < len(tokens) and fold(tokens[at].text) in ("euros", "dolares", "pesos", "€", "$")
    return at + 1 < len(tokens) and tokens[at].text == "a" and tokens[at + 1].kind == "number"


_FRACTION_DIGITS = frozenset(["decima", "decimas", "centesima", "centesimas", "milesima", "milesimas", "decimal", "decimales"])  # fmt: skip
_CURRENCY = frozenset(["euros", "euro", "€", "pesos", "dolares", "$"])


def _spanish_number(tokens: Sequence[Token], at: int) -> Token:
    """``7,846`` as a decimal where decimals are the subject, ``1.500 euros`` as fifteen hundred."""
    token = tokens[at]
    if token.kind != "number" or not re.fullmatch(r"\d{1,3}[.,]\d{3}", token.raw):
        return token
    after = fold(tokens[at + 1].text) if at + 1 < len(tokens) else ""
    if "." in token.raw and (after in _CURRENCY or (at and tokens[at - 1].text in _CURRENCY)):
        return replace(token, text=token.raw.replace(".", ""))
    if "," in token.raw and any(fold(each.text) in _FRACTION_DIGITS for each in tokens):
        return replace(token, text=token.raw.replace(",", "."))
    return token


def with_decimal_commas(tokens: Sequence[Token]) -> Sequence[Token]:
    """A calculation without words whose numbers have commas for points: ``3,5 + 2,25``."""
    if any(token.kind == "word" for token in tokens) or not {"+", "-", "*", "/"} & {t.text for t in tokens}:
        return tokens
    return _with_decimal_commas(tokens)


def _with_decimal_commas(tokens: Sequence[Token]) -> list[Token]:
    """``3,5`` as 3.5, where it is no list: written tightly, one comma alone."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        whole, comma, part = (*tokens[at : at + 3], None, None)[:3]
        if (
            whole is not None
            and comma is not None
            and part is not None
            and whole.kind == part.kind == "number"
            and comma.text == ","
            and not comma.spaced
            and not part.spaced
            and part.text.isdigit()
            and whole.text.isdigit()
            and not (at and tokens[at - 1 - (at > 1 and tokens[at - 1].text == "-")].text in ",([")
            and not (at + 3 < len(tokens) and tokens[at + 3].text == ",")
        ):
            text = f"{whole.text}.{part.text}"
            found.append(replace(whole, text=text, raw=text))
            at += 3
        else:
            found.append(tokens[at])
            at += 1
    return found


# ── answers ───────────────────────────────────────────────────────────────────

_ANSWERS = {
    **CALCULUS_ANSWERS,
    "Here is ": "Aquí está ", "the graph of": "la gráfica de",
    " equals approximately ": " es aproximadamente ", " equals ": " es igual a ", ", approximately ": ", aproximadamente ",
    ", which is ": ", que es ", "Exactly, it is ": "Exactamente es ", "If you meant ": "Si querías decir ", ", that is ": ", eso es ",
    " simplifies to ": " se simplifica a ", " expands to ": " se desarrolla como ", " collects to ": " se reduce a ", " factors as ": " se factoriza como ",
    " gives ": " da ", " give ": " dan ", " have ": " tienen ", " has ": " tiene ", "**no solution**": "**ninguna solución**", " in common": " en común",
    " or ": " o ", " and ": " y ", "**yes**": "**sí**", " prime?": " primo?", " composite?": " compuesto?", "Is ": "¿Es ",
    "Found by ": "Hallado por ", "Euclid's algorithm": "el algoritmo de Euclides", ", by the quadratic formula": ", por la fórmula cuadrática", ", by factoring": ", factorizando", ", by taking square roots": ", sacando raíces cuadradas",
    ", collecting ": ", reuniendo ", " on one side": " en un lado", "It has no factors with rational coefficients but itself.": "No tiene más factores con coeficientes racionales que él mismo.",
    " as a fraction": " como fracción", " as a mixed number": " como número mixto", " is **": " es **", " are **": " son **",
    "The prime factors of": "Los factores primos de", "The divisors of": "Los divisores de", " is the product of primes ": " es el producto de primos ",
    " rounded to ": " redondeado a ", " decimal places": " decimales", " decimal place": " decimal",
    "There are also complex solutions": "Hay también soluciones complejas", "There is no real solution": "No hay solución real",
    "Adding any multiple of a full period gives further solutions": "Sumando un múltiplo del período se obtienen más soluciones",
    "In increasing order": "En orden creciente", "In decreasing order": "En orden decreciente",
}  # fmt: skip
_MATH = re.compile(r"(\\\(.*?\\\))", re.DOTALL)


def answer(text: str) -> str:
    """An answer's fixed phrases in Spanish; mathematics and what is not known stay as they are."""
    pieces = _MATH.split(text)
    for at in range(0, len(pieces), 2):
        for english, spanish in _ANSWERS.items():
            pieces[at] = pieces[at].replace(english, spanish)
    return "".join(pieces)
