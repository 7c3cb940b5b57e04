"""Spanish words and phrases of numbers, prices, interest, rates, rounding, units and dates, with their English."""

# ruff: noqa: E501 — word lists stand on one line each

from __future__ import annotations

_PLACES = {
    "unidad|unidades|entero|numero entero": "integer", "decena|decenas": "ten", "centena|centenas": "hundred", "millar|millares|unidad de millar": "thousand",
    "decena de millar": "ten thousand", "millon|millones": "million", "decima|decimas": "tenth", "centesima|centesimas": "hundredth",
    "milesima|milesimas": "thousandth", "centavo|centavos|centimo|centimos": "cent", "euro|dolar|peso": "dollar",
}  # fmt: skip
_NEAREST = {
    "|".join(
        f"{to} {word}{near}"
        for word in words.split("|")
        for to in ("a la", "al", "a las", "a los", "a")
        for near in (" mas cercana", " mas cercano", " mas proxima", " mas proximo", " mas cercanas", "")
        if to != "a" or near
    ): f"to the nearest {english}"
    for words, english in _PLACES.items()
}
_SQUARES = {
    f"{spanish} {square}": f"{power} {english}"
    for spanish, english in {
        "metros": "meters", "metro": "meter", "centimetros": "centimeters", "centimetro": "centimeter", "kilometros": "kilometers", "milimetros": "millimeters",
        "pies": "feet", "pulgadas": "inches",
    }.items()
    for square, power in (("cuadrados", "square"), ("cuadrado", "square"), ("cubicos", "cubic"), ("cubico", "cubic"))
}  # fmt: skip
_MONTHS = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
]
_ENGLISH_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

EVERYDAY: dict[str, str] = {
    # asking
    "cual era|cual fue": "what was", "cual es el resultado de|cual seria|cual sera|a cuanto asciende|a que es igual|cuanto equivale|a cuanto equivalen|cuanto suman|que resultado da": "what is", "cuanto es el|cuanto es la": "what is the",
    "sin calculadora|sin usar calculadora|sin la calculadora": "without a calculator", "y": "and", "calculen|calculad|dime cuanto es|me dices cuanto es|dime cual es": "calculate", "tambien": "also",
    "hay": "are there", "hay en un|hay en una": "are in a", "esta|estan": "is", "era|fue|eran|fueron": "was", "tenia|tenian": "had", "se": "", "me": "", "le": "",
    # arithmetic
    "sumado a|sumada a|sumado con": "added to", "multiplicado con|multiplicada por": "multiplied by", "dividida por|dividida entre": "divided by", "sobre": "over", "restado de": "subtracted from", "elevado": "raised",
    "resta de": "difference of", "la diferencia de|diferencia de": "the difference of", "restar": "subtract", "de restar": "when you subtract", "le sumo": "add", "menos que": "less than", "mas que": "more than",
    "de que numero|de cual numero|de que cantidad": "of what number", "que numero sumado a": "what number added to", "que numero multiplicado por": "what number multiplied by", "falta para": "is missing to",
    "reciproco|inverso multiplicativo": "reciprocal", "opuesto": "opposite", "doble": "double", "triple": "triple", "cuadruple": "four times", "la cuarta parte|cuarta parte|un cuarto": "one quarter", "la tercera parte de|tercera parte de": "one third of", "la cuarta parte de|cuarta parte de": "one quarter of", "la quinta parte de|quinta parte de": "one fifth of", "la tercera parte|tercera parte|un tercio": "one third", "la quinta parte|quinta parte": "one fifth", "la decima parte|decima parte": "one tenth", "la mitad|mitad": "half",
    "medio|media": "half", "medios|mitades": "halves", "tercio": "third", "tercios": "thirds", "cuartos": "quarters", "quintos": "fifths", "sexto": "sixth", "sextos": "sixths", "septimo": "seventh", "septimos": "sevenths", "octavo": "eighth", "octavos": "eighths", "noveno": "ninth", "novenos": "ninths", "decimos": "tenths", "docena": "dozen", "docenas": "dozen",
    "y medio|y media": "and a half", "y cuarto": "and a quarter", "y tres cuartos": "and three quarters", "negativo": "negative", "porcentualmente": "in percent",
    "elevalo al cuadrado|al cuadrado eso": "square it", "elevalo al cubo": "cube it", "saca la raiz cuadrada de|sacale la raiz cuadrada a": "the square root of", "raiz de|la raiz de": "numeric root of", "potencia": "power", "exponente": "exponent", "ln": "ln",
    "sumale": "add", "anadele|agregale|aumentale": "add", "restale|quitale": "subtract", "multiplicalo": "multiply it", "duplicalo": "double it", "triplicalo": "triple it", "la raiz cuadrada|su raiz cuadrada": "the square root",
    "redondealo": "round it", "simplificalo": "simplify it", "conviertelo": "convert it", "expresalo|escribelo|ponlo|dalo|pasalo": "write it", "dividelo": "divide it",
    "numero mixto": "mixed number", "fraccion mixta": "mixed fraction", "fraccion impropia": "improper fraction", "a numero mixto|en numero mixto|como un numero mixto": "as a mixed number", "fraccion irreducible|fraccion simplificada": "simplified fraction", "a fraccion irreducible|como fraccion irreducible": "as a fraction", "fracciones": "fractions",
    "a porcentaje|como un porcentaje|a un porcentaje": "as a percent", "como un decimal|a numero decimal|como numero decimal|en numero decimal|a decimales": "as a decimal", "como una fraccion|a una fraccion": "as a fraction", "en su minima expresion|a su minima expresion": "in lowest terms", "transforma|transformar|convierta|exprese|escriba|escribir|expresar|pon": "convert",
    # percentages, prices
    "el tanto por ciento|tanto por ciento|porcentajes": "percent", "que porcentaje de": "what percent of", "que tanto por ciento": "what percent", "un descuento": "a discount", "de descuento|de rebaja": "discount", "rebaja": "discount", "rebajado|rebajada|rebajados|rebajadas|reducido|reducida": "reduced", "rebajado un|rebajada un|rebajado en un|reducido un|rebajado al": "reduced by",
    "aumentalo en|aumentalo un|incrementalo en|incrementalo un": "increase it by", "reducelo en|reducelo un|disminuyelo en|disminuyelo un": "decrease it by",
    "cuestan|costaba|costaban|valen|costo|valia|cuesten": "cost", "cuanto cuestan|cuanto cuesta|cuanto valen|cuanto costaran|cuanto costarian|cuanto costara|cuanto vale|cuanto costaria": "how much is", "cuanto cuesta ahora|cuanto vale ahora|cuanto costara ahora|cuanto cuesta con el descuento|cuanto cuesta despues del descuento": "how much is it now",
    "cuanto pago|cuanto pagare|cuanto pagas|cuanto se paga|cuanto debo pagar|cuanto tengo que pagar|cuanto hay que pagar|cuanto pagaras|cuanto pagaria|cuanto pagamos|cuanto debo|que pago|cuanto me cuesta|cuanto me costara": "how much do i pay",
    "cuanto ahorro|cuanto me ahorro|cuanto ahorras|cuanto dinero ahorro|cuanto se ahorra|cuanto ahorraria": "how much do i save", "ahorro": "saving", "precio original|precio inicial|precio normal|precio sin descuento|precio antes del descuento": "original price", "costaba antes|costaba originalmente": "did it cost originally", "cuanto costaba": "how much did it cost", "cuanto costaba antes|cuanto costaba originalmente|cuanto costaba antes del descuento|cuanto costaba sin descuento": "how much did it cost originally",
    "precio rebajado|precio con descuento|precio de oferta|precio de venta": "sale price", "nuevo precio|precio nuevo": "new price", "precio total|coste total|costo total|importe total": "total price", "coste|costo": "cost", "nuevo salario|nuevo sueldo": "new salary", "salario|sueldo": "salary", "cuenta|factura": "bill", "el total|total": "total", "en total|total a pagar": "in total",
    "iva|de iva": "vat", "impuesto|impuestos|de impuesto|de impuestos|impuesto de venta": "tax", "de propina|una propina": "tip", "propina": "tip", "cuanta propina dejo|cuanta propina debo dejar|cuanto dejo de propina|cuanto debo dejar de propina": "how much tip should i leave", "incluido|incluyendo": "including",
    "sube|subio un|subio": "increased", "sube un|aumenta un|aumento un|crece un|crecio un|se incrementa un|subio un|incremento un": "increases by", "baja un|bajo un|disminuye un|disminuyo un|cae un|cayo un|baja|pierde un": "decreases by",
    "subio de|aumento de|crecio de|incremento de|sube de|paso de|pasa de|ha subido de|ha pasado de": "went up from", "bajo de|disminuyo de|cayo de|baja de|descendio de|ha bajado de": "fell from", "en que porcentaje aumento|que porcentaje aumento|que porcentaje subio|en que porcentaje subio|cuanto aumento en porcentaje": "by what percent did it increase", "en que porcentaje disminuyo|que porcentaje disminuyo|que porcentaje bajo|en que porcentaje bajo": "by what percent did it decrease",
    "porcentaje de aumento|porcentaje de incremento|porcentaje de crecimiento|aumento porcentual|incremento porcentual": "percent increase", "porcentaje de disminucion|porcentaje de reduccion|porcentaje de descuento|disminucion porcentual|porcentaje de rebaja": "percent decrease", "porcentaje de cambio|cambio porcentual|variacion porcentual": "percent change",
    "saque|obtuve|acerte|consegui": "i got", "saco|obtuvo|acerto": "he got", "en un examen|en el examen|en una prueba": "on a test", "preguntas": "questions", "aprobaron": "passed", "alumnos|estudiantes": "students", "de ellos|de ellas": "of them",
    # interest and growth
    "durante": "for", "al cabo de|tras|despues de|pasados": "after", "anos": "years", "ano": "year", "cada ano|por ano|anualmente|al ano": "per year", "cada mes|por mes|mensualmente|al mes|mensual": "per month", "capitalizable|capitalizado|compuesto|compuesta": "compounded", "capitalizado anualmente|compuesto anualmente|con capitalizacion anual|capitalizable anualmente": "compounded annually", "capitalizado mensualmente|compuesto mensualmente|con capitalizacion mensual|capitalizable mensualmente": "compounded monthly", "capitalizado trimestralmente|compuesto trimestralmente|con capitalizacion trimestral": "compounded quarterly",
    "invierto|deposito|invertimos|se invierten|se depositan|se deposita|se invierte|pongo|meto|invertir|depositar|presto|pido prestados|invertiste|inviertes": "i invest", "una tasa de|una tasa del|un interes del|un interes de|una tasa de interes del|a una tasa de|a una tasa del|a un interes del|a una tasa de interes del|con un interes del|con una tasa del|a un tipo de interes del|al tipo del": "at a rate of",
    "de interes compuesto": "compound interest", "de interes simple": "simple interest", "de interes compuesto anual": "annual compound interest", "de interes simple anual": "annual simple interest", "de interes anual|de interes al ano": "annual interest", "interes": "interest", "intereses": "interest",
    "cuanto tendre|cuanto dinero tendre|cuanto habra|cuanto tendras|cuanto dinero habra|cuanto se tendra|cuanto obtendre": "how much will i have", "cuanto interes gano|cuanto interes ganare|cuanto interes obtengo|cuantos intereses gano|cuanto interes genera|cuanto gano de interes|cuantos intereses genera|cuanto interes se gana": "how much interest do i earn", "monto final|monto|montante|capital final|cantidad final|valor final|saldo final": "final amount", "prestamo": "loan", "en un banco|en el banco|en una cuenta|en una cuenta de ahorros": "in a bank",
    "poblacion": "population", "habitantes": "inhabitants", "cual sera la poblacion": "what will the population be", "pueblo|ciudad": "town",
    # ratios and rates
    "reparte|repartir|distribuye": "share", "en la razon|en la proporcion|en razon|en proporcion|en proporciones|segun la razon": "in the ratio", "razon|proporcion": "ratio", "es a": "is to", "equivalentes": "equivalent", "la razon entre": "the ratio of",
    "obreros|trabajadores|operarios|albanites|albaniles": "workers", "maquinas": "machines", "grifos": "taps", "tardan|tarda|tardaran|tardarian|tardara|demoran|demora|necesitan": "take", "cuanto tardan|cuanto tardaran|cuanto tarda|cuanto tardara|cuanto tiempo tardan|cuanto tiempo tarda|cuanto tiempo tardaran|cuanto tiempo tardara|cuanto demora|cuanto tiempo demora": "how long does it take", "cuanto tiempo": "how long",
    "lapiz|lapices": "pencils", "boligrafos|plumas": "pens", "cuadernos": "notebooks", "manzanas": "apples", "naranjas": "oranges", "huevos": "eggs", "entradas|boletos": "tickets", "harina": "flour", "receta": "recipe", "kilo|kilogramo": "kilogram", "necesito para": "do i need for", "se necesitan para|necesitas para|hacen falta para": "are needed for", "cada uno|cada una": "each", "cada": "each", "usa|utiliza|consume|gasta": "uses", "gana|gano": "earns", "hace|produce|fabrica": "makes", "imprime": "prints",
    "coche|auto|carro|automovil": "car", "tren": "train", "bicicleta|ciclista": "cyclist", "avion": "plane", "autobus|camion": "bus", "corredor|atleta": "runner", "velocidad": "speed", "velocidad media|velocidad promedio": "average speed", "rapidez": "speed", "rapidez media|rapidez promedio": "average speed", "recorre|recorrio|recorrer|recorrera|recorres": "covers", "viaja|viajo|va|circula|avanza|se mueve|viajando": "travels", "que distancia|cuanta distancia": "what distance", "que tan lejos": "how far", "en recorrer|para recorrer": "to cover", "a que velocidad": "at what speed",
    "por hora|a la hora": "per hour", "por minuto": "per minute", "por segundo": "per second", "por dia|al dia": "per day", "por persona": "per person",
    # rounding and writing
    "cifras significativas": "significant figures", "cifra significativa": "significant figure", "decimales|cifras decimales|lugares decimales": "decimal places", "lugar decimal|cifra decimal": "decimal place", "con dos decimales": "to 2 decimal places", "con un decimal": "to 1 decimal place", "con tres decimales": "to 3 decimal places", "aproxima|aproximar|redondee|redondeado|redondeada": "round", "trunca|truncar": "truncate",
    "notacion cientifica": "scientific notation", "forma estandar": "standard form", "notacion decimal|notacion normal|forma decimal": "decimal notation",
    # whole numbers
    "multiplos": "multiples", "primeros|primeras": "first", "numeros primos": "prime numbers", "factorizacion prima|factorizacion en primos|descomposicion prima|descomposicion factorial": "prime factorization", "descompone|descomponer": "decompose", "en producto de primos|como producto de primos|como producto de factores primos": "as a product of primes", "coprimos|primos entre si|primos relativos": "coprime",
    "de dividir": "when dividing", "que queda al dividir": "when dividing", "modulo": "modulo", "numeros pares": "even numbers", "numeros impares": "odd numbers", "primo o compuesto": "prime or composite", "un numero primo": "a prime number", "un numero par": "an even number", "un numero impar": "an odd number", "un numero compuesto": "a composite number", "un cuadrado perfecto": "a perfect square", "da|dan": "gives", "divide a": "divide", "cociente y resto|cociente y el resto": "quotient and remainder", "maximo comun divisor entre": "greatest common divisor of", "minimo comun multiplo entre": "least common multiple of", "suma de los digitos|suma de las cifras": "sum of the digits", "ultima cifra|ultimo digito": "last digit", "binario": "binary", "a binario|en binario": "to binary", "bisiesto": "leap year", "ano bisiesto": "leap year", "los divisores": "the divisors", "los factores": "the factors", "numeros": "numbers", "siguiente primo": "next prime",
    # units and dates
    "milla": "mile", "pulgada": "inch", "pie": "foot", "yardas": "yards", "libras": "pounds", "libra": "pound", "onzas": "ounces", "onza": "ounce", "galones": "gallons", "galon": "gallon", "toneladas": "tonnes", "tonelada": "tonne", "gramo": "gram", "litro": "liter", "centimetro": "centimeter", "milimetro": "millimeter", "hora": "hour", "minuto": "minute", "segundos": "seconds", "dia": "day", "semana": "week", "mes": "month", "siglo": "century", "siglos": "centuries", "decada": "decade", "decadas": "decades", "tazas": "cups", "hectareas": "hectares", "grados celsius|grados centigrados|celsius|centigrados": "degrees celsius", "grados fahrenheit": "degrees fahrenheit", "farenheit|fahrenheit": "fahrenheit", "lunes": "Monday",
    "que hora es|que hora sera": "what time is it", "de la manana": "am", "de la tarde|de la noche": "pm", "despues de las|despues de la": "after", "antes de las|antes de la": "before", "que dia de la semana": "what day of the week", "que dia": "what day", "a las": "at", "si son las|son las": "it is", "dentro de": "in",
    **dict(zip(_MONTHS, _ENGLISH_MONTHS, strict=True)), **_NEAREST, **_SQUARES,
}  # fmt: skip

_UNITS = [
    "cero",
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciseis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno",
    "veintidos",
    "veintitres",
    "veinticuatro",
    "veinticinco",
    "veintiseis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
]
_SMALL = {word: value for value, word in enumerate(_UNITS)} | {
    "un": 1,
    "una": 1,
    "veintiun": 21,
    "veintiuna": 21,
}
_TENS = {word: 10 * value for value, word in enumerate(["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"], start=3)}  # fmt: skip
_HUNDREDS = {"cien": 100, "ciento": 100} | {
    stem + ending: 100 * value
    for value, stem in enumerate(["doscient", "trescient", "cuatrocient", "quinient", "seiscient", "setecient", "ochocient", "novecient"], start=2)
    for ending in ("os", "as")
}  # fmt: skip
_LARGE = {"mil": 1000, "millon": 10**6, "millones": 10**6}


def number_in_words(words: list[str], at: int) -> tuple[int, int] | None:
    """``treinta y dos``, ``ciento veinte``, ``dos mil quinientos``: the number, and where it ends."""
    total, current, start = 0, 0, at
    while at < len(words):
        word = words[at]
        if word in _SMALL and (current == 0 or current % 100 == 0):
            current += _SMALL[word]
        elif word in _TENS and current % 100 == 0:
            current += _TENS[word]
            if (
                words[at + 1 : at + 2] == ["y"]
                and 0 < _SMALL.get((words[at + 2 : at + 3] or [""])[0], 0) < 10
            ):
                current += _SMALL[words[at + 2]]
                at += 2
        elif word in _HUNDREDS and current == 0:
            current = _HUNDREDS[word]
        elif word in _LARGE and (at > start or word == "mil"):
            total += max(current, 1) * _LARGE[word]
            current = 0
        else:
            break
        at += 1
    return (total + current, at) if at > start else None
