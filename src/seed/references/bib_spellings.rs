//! Spellings of real BibTeX files, and what they mean.

use crate::content::{CslName, Reference};
use crate::seed::folder::SeedFile;
use crate::seed::references::read_bibliography;

fn read(text: &str) -> (Vec<Reference>, Vec<String>) {
    let mut faults = Vec::new();
    let file = SeedFile {
        path: "references.bib".to_owned(),
        content: text.to_owned(),
    };
    let read = read_bibliography(&file, &mut faults);
    let references = read.into_iter().map(|read| read.reference.content);
    let references = references.collect();
    (references, faults.iter().map(ToString::to_string).collect())
}

#[test]
fn accents_and_commands_of_latex_are_the_characters_they_stand_for() {
    let mut wrong = Vec::new();

    for (written, meant) in [
        (r#"{\"o}"#, "ö"),
        (r#"\"{o}"#, "ö"),
        (r#"\"o"#, "ö"),
        (r#"{\"{O}}"#, "Ö"),
        (r"\'{\i}", "í"),
        (r"{\'\i}", "í"),
        (r"\'i", "í"),
        (r"{\`e}", "è"),
        (r"\^{\j}", "ĵ"),
        (r"\~n", "ñ"),
        (r"{\~{n}}", "ñ"),
        (r"\c{c}", "ç"),
        (r"{\c c}", "ç"),
        (r"\c c", "ç"),
        (r"\v{s}", "š"),
        (r"\v s", "š"),
        (r"\H{o}", "ő"),
        (r"\u{g}", "ğ"),
        (r"\k{a}", "ą"),
        (r"\r{a}", "å"),
        (r"\.{z}", "ż"),
        (r"\={a}", "ā"),
        (r"\d{a}", "ạ"),
        (r"{\ss}", "ß"),
        (r"Stra\ss e", "Straße"),
        (r"Stra{\ss}e", "Straße"),
        (r"{\o}re", "øre"),
        (r"\O re", "Øre"),
        (r"{\ae}", "æ"),
        (r"{\AE}", "Æ"),
        (r"{\oe}", "œ"),
        (r"{\OE}", "Œ"),
        (r"{\aa}", "å"),
        (r"{\AA}", "Å"),
        (r"{\l}", "ł"),
        (r"{\L}", "Ł"),
        (r"{\i}", "ı"),
        (r"{\dh}", "ð"),
        (r"{\th}", "þ"),
        (r"{\dj}", "đ"),
        (r"a \& b", "a & b"),
        (r"50\%", "50%"),
        (r"\$5", "$5"),
        (r"a\_b", "a_b"),
        (r"\#1", "#1"),
        (r"\{a\}", "{a}"),
        (r"a~b", "a b"),
        (r"a--b", "a–b"),
        (r"a---b", "a—b"),
        (r"a\textendash b", "a–b"),
        (r"a\textendash{}b", "a–b"),
        (r"a{\textendash}b", "a–b"),
        (r"a\textemdash{}b", "a—b"),
        (r"``quoted''", "“quoted”"),
        (r"it's", "it's"),
        (r"\textquoteright{}", "’"),
        (r"\textquotesingle{}", "'"),
        (r"\textregistered", "®"),
        (r"\texttrademark{}", "™"),
        (r"\textdegree", "°"),
        (r"\textmu", "µ"),
        (r"\textellipsis", "…"),
        (r"\ldots", "…"),
        (r"\dots{}", "…"),
        (r"\S 5", "§5"),
        (r"\copyright", "©"),
        (r"\pounds", "£"),
        (r"\texteuro", "€"),
        (r"\textgreater", ">"),
        (r"\textless{}", "<"),
        (r"\textbackslash", "\\"),
        (r"\textasciitilde", "~"),
        (r"\textalpha", "α"),
        (r"$\alpha$", "α"),
        (r"$\beta$-blocker", "β-blocker"),
        (r"$\mu$g", "μg"),
        (r"$\pm$ 5", "± 5"),
        (r"$<$ 5", "< 5"),
        (r"$\geq$ 5", "≥ 5"),
        (r"$\times$", "×"),
        (r"H$_2$O", "H₂O"),
        (r"H$_{2}$O", "H₂O"),
        (r"m$^2$", "m²"),
        (r"m\textsuperscript{2}", "m²"),
        (r"H\textsubscript{2}O", "H₂O"),
        (r"\emph{in vitro}", "in vitro"),
        (r"\textit{in vivo}", "in vivo"),
        (r"{\em in vitro}", "in vitro"),
        (r"{\it in vitro}", "in vitro"),
        (r"\textbf{bold}", "bold"),
        (r"\textsc{Small}", "Small"),
        (r"\mbox{DNA}", "DNA"),
        (r"{DNA} and {{RNA}}", "DNA and RNA"),
        (r"\url{https://example.org/a_b}", "https://example.org/a_b"),
        (r"a\ b", "a b"),
        (r"a\-b", "ab"),
        (r"\enquote{a}", "“a”"),
        ("two\n    lines", "two lines"),
        (r#"Caf\'e and M{\"u}ller"#, "Café and Müller"),
        (r"\'{E}tude", "Étude"),
        (r"\'Etude", "Étude"),
        ("Café α", "Café α"),
    ] {
        let (references, faults) = read(&format!("@misc{{a, title = {{{written}}}}}"));
        let title = references.first().map(|reference| reference.title.clone());
        if title.as_deref() != Some(meant) || !faults.is_empty() {
            wrong.push(format!("{written} -> {title:?}, not {meant:?} {faults:?}"));
        }
    }

    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn names_macros_and_structure_of_real_files_are_read() {
    let (references, faults) = read(
        r#"
@preamble{"\newcommand{\noop}[1]{}"}
@comment{jabref-meta: databaseType:bibtex;}
@string{jbmt = "Journal of Bodywork and Movement Therapies"}
@STRING(nat = {Nature})
Text between entries.

@article(bell-2008,
  author = "Bell, J. and {World Health Organization} and van der Berg, Jr, Jan and Ludwig van Beethoven and others",
  title = {Massage {{Therapy}} helps},
  journal = jbmt # { and } # nat,
  month = jul # "~7",
  year = 2008,
  pages = {281--289},
)

@InProceedings{part, crossref = "book", title = {A part}, author={M{\"u}ller, J{\"o}rg and {\'E}tienne de la Tour}, pages = {1},
}
@book{book, title = {A book}, year = {2009}, month = feb, editor = {Kolt, Gregory S.}, publisher = {P \& Q}}
"#,
    );

    assert_eq!(faults, Vec::<String>::new());
    let [bell, part, _] = references.as_slice() else {
        panic!("three entries were expected, got {}", references.len())
    };
    let container = bell.container_title.as_deref();
    assert_eq!(
        container,
        Some("Journal of Bodywork and Movement Therapies and Nature")
    );
    let issued = bell.issued.as_ref().and_then(|date| date.notation());
    assert_eq!(issued.as_deref(), Some("2008-07-07"));
    assert_eq!(
        names(&bell.author),
        [
            "Bell|J.",
            "World Health Organization",
            "Berg|Jan|van der|Jr",
            "Beethoven|Ludwig|van",
            "et al."
        ]
    );
    assert_eq!(names(&part.author), ["Müller|Jörg", "Tour|Étienne|de la"]);
    assert_eq!(part.container_title.as_deref(), Some("A book"));
    assert_eq!(part.publisher.as_deref(), Some("P & Q"));
    let issued = part.issued.as_ref().and_then(|date| date.notation());
    assert_eq!(issued.as_deref(), Some("2009-02"));
}

fn names(names: &[CslName]) -> Vec<String> {
    let shown = names.iter().map(|name| {
        let parts = name
            .parts()
            .into_iter()
            .filter_map(|(_, text)| text.clone());
        parts.collect::<Vec<_>>().join("|")
    });
    shown.collect()
}
