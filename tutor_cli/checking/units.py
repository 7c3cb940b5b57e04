"""Units that stand beside an answer, and which of them are one."""

from __future__ import annotations

_NAMES = {
    "USD": "$ usd dollar dollars dólar dólares us$ buck bucks",
    "EUR": "€ eur euro euros",
    "GBP": "£ gbp pound_sterling pounds_sterling",
    "cent": "cent cents ¢ centavo centavos céntimo céntimos",
    "%": "% percent pct per_cent percentage por_ciento",
    "km": "km kilometer kilometers kilometre kilometres kilómetro kilómetros",
    "m": "m meter meters metre metres metro metros",
    "cm": "cm centimeter centimeters centimetre centimetres centímetro centímetros",
    "mm": "mm millimeter millimeters millimetre millimetres milímetro milímetros",
    "um": "um µm μm micrometer micrometers micrometre micrometres",
    "nm": "nm nanometer nanometers nanometre nanometres",
    "mi": "mi mile miles milla millas",
    "ft": "ft foot feet pie pies",
    "in": "inch inches pulgada pulgadas",
    "yd": "yd yard yards yarda yardas",
    "kg": "kg kilogram kilograms kilogramo kilogramos kilo kilos",
    "g": "g gram grams gramo gramos",
    "mg": "mg milligram milligrams miligramo miligramos",
    "ug": "µg μg ug microgram micrograms",
    "t": "tonne tonnes ton tons tonelada toneladas",
    "lb": "lb lbs pound pounds libra libras",
    "oz": "oz ounce ounces onza onzas",
    "L": "l liter liters litre litres litro litros",
    "ml": "ml milliliter milliliters millilitre millilitres mililitro mililitros",
    "gal": "gal gallon gallons galón galones",
    "s": "s sec secs second seconds segundo segundos",
    "ms": "ms millisecond milliseconds milisegundo milisegundos",
    "min": "min mins minute minutes minuto minutos",
    "h": "h hr hrs hour hours hora horas",
    "d": "day days día días",
    "wk": "week weeks semana semanas",
    "mo": "month months mes meses",
    "yr": "yr yrs year years año años",
    "degC": "°c celsius degrees_celsius degree_celsius grados_celsius centigrade degrees_centigrade deg_c",
    "degF": "°f fahrenheit degrees_fahrenheit degree_fahrenheit grados_fahrenheit deg_f",
    "K": "kelvin kelvins",
    "deg": "° deg degree degrees grado grados",
    "rad": "rad rads radian radians radián radianes",
    "km/h": "km/h kmh kph kilometers_per_hour kilometres_per_hour",
    "mph": "mph miles_per_hour",
    "m/s": "m/s meters_per_second metres_per_second",
    "sq": "square_units units² units^2 sq_units unidades_cuadradas square_unit",
    "cu": "cubic_units units³ units^3 cu_units",
    "": "unit units unidad unidades",
}
UNITS: dict[str, str] = {
    name.replace("_", " "): canonical for canonical, names in _NAMES.items() for name in names.split()
}
for _short in ("km", "m", "cm", "mm", "ft", "in", "mi"):
    for _power, _words, _mark in ((2, "square", "²"), (3, "cubic", "³")):
        _canonical = f"{_short}^{_power}"
        for _name in _NAMES[_short].split():
            for _written in (f"{_words} {_name}", f"{_name}{_mark}", f"{_name}^{_power}"):
                UNITS[_written] = _canonical
        for _written in (f"{_short}{_mark}", f"{_short}^{_power}", f"{_words[:2]} {_short}"):
            UNITS[_written] = _canonical

MONEY = frozenset({"USD", "EUR", "GBP"})


def canonical(name: str) -> str | None:
    """The unit that ``name`` stands for, ``""`` for none in particular, ``None`` if it is no unit."""
    return UNITS.get(" ".join(name.lower().strip(" .").split()))
