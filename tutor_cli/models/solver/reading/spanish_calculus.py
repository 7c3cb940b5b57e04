"""Spanish words and phrases of trigonometry and calculus, with their English; and how answers about them are told."""

# ruff: noqa: E501 — word lists stand on one line each

from __future__ import annotations

CALCULUS: dict[str, str] = {
    # derivatives
    "deriva implicitamente|derivar implicitamente": "implicitly differentiate", "derivada implicita|derivacion implicita": "implicit derivative", "cuarta derivada": "fourth derivative", "quinta derivada": "fifth derivative", "derivadas parciales": "partial derivatives",
    "diferencia": "difference", "la derivada de": "the derivative of", "razon de cambio|tasa de cambio": "rate of change", "velocidad": "velocity", "aceleracion": "acceleration", "posicion": "position", "evaluada en|evaluado en": "at", "evalua en": "evaluate at", "en el punto": "at the point", "el punto": "the point",
    # integrals
    "antiderivada|primitiva|la primitiva|una primitiva": "antiderivative", "integral impropia": "improper integral", "integral doble": "double integral", "por partes": "by parts", "el area de la region": "the area of the region", "region": "region", "limitada por|encerrada por|acotada por|comprendida entre": "bounded by", "encerrada entre|limitada entre": "enclosed between",
    "las curvas": "the curves", "las graficas de": "the graphs of", "area bajo la grafica de": "area under", "bajo|bajo la curva|bajo la grafica de": "under", "el area bajo|el area bajo la curva": "the area under", "valor medio|valor promedio": "average value", "en el intervalo": "on the interval", "intervalo": "interval", "longitud de arco": "arc length", "solido de revolucion": "solid of revolution", "al girar|al rotar": "rotating", "alrededor del": "about the", "eje": "axis",
    # limits
    "tiende hacia|tienda a|tiende": "approaches", "por la derecha de|desde la derecha": "from the right", "por la izquierda de|desde la izquierda": "from the left", "menos infinito": "minus infinity", "mas infinito": "infinity", "limite lateral": "one sided limit", "existe": "exist", "existe el limite de": "does the limit of",
    # curves
    "recta tangente": "tangent line", "recta normal": "normal line", "la recta tangente": "the tangent line", "la recta normal": "the normal line", "la recta normal a": "the normal line to", "tangente a": "tangent to", "normal a": "normal to", "tangente a la curva": "tangent to the curve", "la tangente a": "the tangent to", "pendiente de la recta tangente": "slope of the tangent line",
    "puntos de inflexion": "inflection points", "numeros criticos": "critical numbers", "punto critico": "critical point", "puntos estacionarios": "stationary points", "maximo local|maximo relativo": "local maximum", "minimo local|minimo relativo": "local minimum", "maximos|maximos locales|maximos relativos": "maxima", "minimos|minimos locales|minimos relativos": "minima",
    "maximo absoluto|maximo global": "absolute maximum", "minimo absoluto|minimo global": "absolute minimum", "extremos|extremos locales|extremos relativos": "extrema", "valores extremos": "extreme values", "intervalos de crecimiento": "intervals of increase", "intervalos de decrecimiento": "intervals of decrease", "crece|es creciente": "is increasing", "decrece|es decreciente": "is decreasing",
    "creciente": "increasing", "decreciente": "decreasing", "concavidad": "concavity", "concava hacia arriba|convexa": "concave up", "concava hacia abajo": "concave down", "maximiza": "maximize", "minimiza": "minimize",
    "polinomio de taylor": "taylor polynomial", "desarrollo de taylor": "taylor expansion", "polinomio de maclaurin": "maclaurin polynomial", "alrededor de": "about", "centrado en|centrada en": "centered at", "de orden|hasta el orden|hasta orden": "of order", "de grado|hasta grado|hasta el grado": "of degree",
    # differential equations
    "solucion general": "general solution", "la solucion general": "the general solution", "solucion particular": "particular solution", "la solucion particular": "the particular solution", "ecuacion diferencial": "differential equation", "ecuaciones diferenciales": "differential equations", "condicion inicial|condiciones iniciales": "initial condition", "con la condicion inicial|con la condicion|con las condiciones iniciales": "with the initial condition", "problema de valor inicial": "initial value problem",
    # trigonometry
    "el seno de": "the sin of", "el coseno de": "the cos of", "la tangente de": "the tan of", "arcoseno": "arcsin", "arcocoseno": "arccos", "arcotangente": "arctan", "secante": "sec", "cotangente": "cot", "la identidad": "the identity", "identidad": "identity", "verifica|comprueba": "verify", "demuestra|prueba": "prove", "demuestra que|prueba que|comprueba que|verifica que": "prove that",
    "en radianes|a radianes": "to radians", "en grados|a grados": "to degrees", "periodo": "period", "amplitud": "amplitude", "desfase": "phase shift", "cuadrante": "quadrant", "en el primer cuadrante": "in the first quadrant", "en el segundo cuadrante": "in the second quadrant", "en el tercer cuadrante": "in the third quadrant", "en el cuarto cuadrante": "in the fourth quadrant", "agudo": "acute", "obtuso": "obtuse",
    # fields
    "gradiente": "gradient", "divergencia": "divergence", "rotacional": "curl", "laplaciano": "laplacian", "derivada direccional": "directional derivative", "en la direccion de|en la direccion": "in the direction", "campo vectorial": "vector field", "hessiana|matriz hessiana": "hessian",
}  # fmt: skip

CALCULUS_ANSWERS: dict[str, str] = {
    "The solution of ": "La solución de ", " The constants ": " Las constantes ", " are free.": " son libres.", "**does not exist**": "**no existe**", "**no**, it does not exist": "**no**, no existe", "**no**: it is infinite, ": "**no**: es infinito, ",
    "from the left it is ": "por la izquierda es ", ", from the right ": ", por la derecha ", "it keeps moving between ": "oscila entre ",
    "The tangent of ": "La tangente de ", "The normal of ": "La normal de ", "there the derivative is ": "ahí la derivada es ", "Differentiating both sides of ": "Derivando ambos lados de ", " and solving for ": " y despejando ", " gives **": " da **",
    "The derivative of ": "La derivada de ", " is zero or missing at": " es cero o no existe en", " is never zero: there are **no critical points**": " nunca es cero: **no hay puntos críticos**", "By its sign on both sides: ": "Por su signo a ambos lados: ",
    "The maximum of ": "El máximo de ", "The minimum of ": "El mínimo de ", "Where the derivative of ": "Donde la derivada de ", " changes its sign, there is a local maximum": " cambia de signo hay un máximo local", " changes its sign, there is a local minimum": " cambia de signo hay un mínimo local",
    "it is unbounded": "no está acotada", "The second derivative of ": "La segunda derivada de ", " changes sign": " cambia de signo", " has **no inflection point**": " **no tiene puntos de inflexión**", " is increasing for ": " es creciente para ", " is decreasing for ": " es decreciente para ", " is concave up for ": " es cóncava hacia arriba para ", " is concave down for ": " es cóncava hacia abajo para ", ", where ": ", donde ",
    "The area between ": "El área entre ", "they meet": "se cortan", "between these the difference is integrated": "entre esos puntos se integra la diferencia", "The Taylor series of ": "La serie de Taylor de ", "up to degree ": "hasta el grado ", "The gradient of ": "El gradiente de ", "its partial derivatives by ": "sus derivadas parciales por ",
    "The period of ": "El período de ", "The amplitude of ": "La amplitud de ", "With ": "Con ", "is an identity: both sides simplify to ": "es una identidad: ambos lados se simplifican a ", ", and their difference is 0 wherever they are defined": ", y su diferencia es 0 donde están definidos", "integrating between the bounds, parts below counted as positive": "integrando entre los extremos, las partes de abajo como positivas",
    " at ": " en ", " about ": " alrededor de ", " for ": " para ", " degrees": " grados", "maximum ": "máximo ", "minimum ": "mínimo ", "neither ": "ninguno ",
}  # fmt: skip
"""Whole phrases first: they are replaced in this order."""
