"""Spanish words and phrases of algebra, with their English: equations, functions, sequences, complex numbers."""

# ruff: noqa: E501 — word lists stand on one line each

from __future__ import annotations

ALGEBRA: dict[str, str] = {
    # equations and how to solve them
    "cuales son": "what are", "ecuacion": "equation", "ecuaciones": "equations", "ecuacion lineal": "linear equation", "ecuacion cuadratica|ecuacion de segundo grado": "quadratic equation",
    "sistema de ecuaciones|sistema de ecuaciones lineales": "system of equations", "el siguiente sistema|el siguiente sistema de ecuaciones": "the following system", "la siguiente ecuacion": "the following equation",
    "por factorizacion|factorizando|por factorizar": "by factoring", "por la formula general|con la formula general|usando la formula general|por la formula cuadratica|con la formula cuadratica|usando la formula cuadratica|mediante la formula general": "using the quadratic formula",
    "completando el cuadrado|completando cuadrados": "by completing the square", "por sustitucion|por el metodo de sustitucion|usando sustitucion": "by substitution",
    "por eliminacion|por reduccion|por igualacion|por el metodo de eliminacion|por el metodo de reduccion|por el metodo de igualacion": "by elimination",
    "el valor de|los valores de": "the value of", "la incognita": "the unknown", "despeje|despejame": "solve for", "en terminos de": "in terms of",
    "mayor que": "greater than", "menor que": "less than", "mayor o igual que|mayor o igual a": "greater than or equal to", "menor o igual que|menor o igual a": "less than or equal to", "inecuaciones|desigualdades": "inequalities",
    # quadratics and polynomials
    "eje de simetria": "axis of symmetry", "formula cuadratica": "quadratic formula", "parabola": "parabola", "trinomio": "trinomial", "binomio": "binomial", "polinomio": "polynomial", "expresion": "expression", "cuadratica|cuadratico": "quadratic",
    "completa cuadrados|completa el cuadrado|completar cuadrados|completa el cuadrado en": "complete the square for", "suma de las raices|suma de las soluciones|la suma de las raices|la suma de las soluciones": "the sum of the roots", "producto de las raices|producto de las soluciones|el producto de las raices|el producto de las soluciones": "the product of the roots",
    "grado": "degree", "coeficiente principal": "leading coefficient", "coeficiente": "coefficient", "termino independiente": "constant term", "division sintetica": "synthetic division", "factor comun": "common factor", "saca factor comun de|saca factor comun|extrae factor comun de": "factor",
    "reduce terminos semejantes|agrupa terminos semejantes": "combine like terms", "fracciones parciales|fracciones simples": "partial fractions", "racionaliza": "rationalize", "el denominador de": "the denominator of", "desarrolle|multiplica y simplifica": "expand",
    "valor maximo|maximo valor": "maximum value", "valor minimo|minimo valor": "minimum value", "abre hacia": "opens", "arriba": "up", "abajo": "down", "por": "times",
    # functions
    "funcion inversa|la funcion inversa": "inverse function", "funcion compuesta|composicion|la composicion": "composition", "imagen|recorrido": "range", "asintota vertical": "vertical asymptote", "asintotas verticales": "vertical asymptotes", "asintota horizontal": "horizontal asymptote", "asintotas horizontales": "horizontal asymptotes",
    "asintota oblicua|asintotas oblicuas": "slant asymptote", "asintotas": "asymptotes", "asintota": "asymptote", "par o impar": "even or odd", "funcion par": "even function", "funcion impar": "odd function", "par , impar o ninguna": "even , odd or neither", "inyectiva": "one to one", "una funcion": "a function",
    "interseccion con el eje x|intersecciones con el eje x|corte con el eje x|cortes con el eje x": "x intercepts", "interseccion con el eje y|corte con el eje y|ordenada al origen": "y intercept", "eje x": "x axis", "eje y": "y axis",
    "interseccion|punto de interseccion|puntos de interseccion|el punto de interseccion|los puntos de interseccion": "intersection", "rectas": "lines", "se cortan|se intersecan|se cruzan": "intersect", "en que punto|en que puntos": "at what point", "por tramos": "piecewise", "punto": "point", "puntos": "points",
    # sequences and series
    "serie": "series", "razon": "ratio", "razon comun": "common ratio", "diferencia": "difference", "diferencia comun": "common difference", "termino general": "general term", "terminos": "terms", "primeros|primeras": "first", "ultimo termino": "last term", "suma infinita": "infinite sum", "suma al infinito|suma hasta el infinito": "sum to infinity",
    "enesimo termino|termino enesimo|n esimo termino|termino n esimo": "n th term", "progresion": "progression", "aritmetica|aritmetico": "arithmetic", "geometrica|geometrico": "geometric", "serie geometrica": "geometric series", "serie aritmetica": "arithmetic series", "serie geometrica infinita": "infinite geometric series", "sucesion aritmetica|secuencia aritmetica": "arithmetic sequence", "sucesion geometrica|secuencia geometrica": "geometric sequence",
    "sigue en|continua en": "comes next in", "sigue": "comes next", "que numero sigue|que numero sigue en|cual numero sigue|cual sigue": "what comes next in", "converge": "converge", "diverge": "diverge", "converge o diverge": "converge or diverge", "convergente": "convergent", "la sucesion|la secuencia|la serie": "the sequence",
    "numeros naturales": "natural numbers", "numeros pares": "even numbers", "numeros impares": "odd numbers", "numeros enteros|enteros": "integers", "numero entero|entero": "integer", "enteros positivos": "positive integers", "suma de los": "the sum of the", "la suma de los": "the sum of the", "primer termino": "first term", "el termino": "term",
    # numbers told by what is done to them
    "numeros consecutivos|numeros enteros consecutivos|enteros consecutivos|numeros naturales consecutivos": "consecutive integers", "numeros pares consecutivos|pares consecutivos|enteros pares consecutivos": "consecutive even integers", "numeros impares consecutivos|impares consecutivos|enteros impares consecutivos": "consecutive odd integers",
    "un numero": "a number", "dos numeros": "two numbers", "su suma": "their sum", "su diferencia": "their difference", "su producto": "their product", "suman": "add up to", "cuya suma es": "whose sum is", "cuyo producto es": "whose product is", "el cuadruple de|cuadruple de": "4 times", "la tercera parte de|un tercio de": "1/3 of", "la cuarta parte de|un cuarto de": "1/4 of",
    "aumentado en": "increased by", "disminuido en": "decreased by", "el otro": "the other", "numero mayor": "larger number", "numero menor": "smaller number",
    # complex numbers, logarithms
    "numero complejo": "complex number", "numeros complejos": "complex numbers", "parte real": "real part", "parte imaginaria": "imaginary part", "argumento": "argument", "forma polar": "polar form", "forma binomica|forma rectangular|forma cartesiana": "rectangular form", "forma exponencial": "exponential form", "forma trigonometrica": "trigonometric form", "modulo": "modulus", "conjugado complejo|complejo conjugado": "complex conjugate",
    "raices cubicas": "cube roots", "raices cuadradas": "square roots", "unidad": "unity", "inverso": "inverse", "logaritmos": "logarithms", "exponentes": "exponents", "potencia": "power",
}  # fmt: skip
"""Several that mean the same stand between bars; without accents."""
