r"""LaTeX's names of the characters that questions are typed with: ``\alpha`` → α."""

from __future__ import annotations

from collections.abc import Iterator

_COMMON = "pi π theta θ alpha α beta β sqrt √ int ∫ sum ∑ infty ∞ cdot · leq ≤ geq ≥ neq ≠ delta δ lambda λ"
_GREEK = (
    "alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ "
    "lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω "
    "Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω"
)
_SIGNS = (
    "sqrt √ cbrt ∛ times × cdot · div ÷ pm ± mp ∓ circ ∘ deg ° degree ° infty ∞ partial ∂ nabla ∇ "
    "sum ∑ prod ∏ int ∫ iint ∬ oint ∮ leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ approx ≈ equiv ≡ sim ∼ cong ≅ "
    "propto ∝ ll ≪ gg ≫ to → rightarrow → leftarrow ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ "
    "implies ⟹ iff ⟺ mapsto ↦ in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ cup ∪ cap ∩ "
    "setminus ∖ emptyset ∅ varnothing ∅ forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ land ∧ wedge ∧ lor ∨ "
    "vee ∨ oplus ⊕ otimes ⊗ perp ⊥ parallel ∥ mid ∣ nmid ∤ angle ∠ triangle △ therefore ∴ because ∵ "
    "ldots … dots … cdots ⋯ vdots ⋮ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ langle ⟨ rangle ⟩ prime ′ "
    "hbar ℏ ell ℓ Re ℜ Im ℑ aleph ℵ R ℝ N ℕ Z ℤ Q ℚ C ℂ half ½ third ⅓ quarter ¼ squared ² cubed ³"
)


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    words = text.split()
    return zip(words[::2], words[1::2], strict=True)


SYMBOLS: dict[str, str] = dict(_pairs(f"{_COMMON} {_GREEK} {_SIGNS}"))
"""Those that are typed most come first."""

TEMPLATES = ("frac{}{}", "binom{}{}", "begin{pmatrix}  \\end{pmatrix}")
"""What has no character of its own and is completed to its source."""
