package larksong.privacy;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Numbers that a state gives a person, where their form alone tells them from any other number. */
final class PersonNumbers {

  private record Form(Pattern pattern, Predicate<String> holds) {

    Form(String pattern, Predicate<String> holds) {
      this(Pattern.compile("(" + pattern + ")"), holds);
    }
  }

  private static final List<Form> FORMS =
      List.of(
          // https://www.ssa.gov/employer/randomization.html
          new Form("\\d{3}-\\d{2}-\\d{4}", PersonNumbers::isSocialSecurity),
          // https://www.gov.uk/hmrc-internal-manuals/national-insurance-manual/nim39110
          new Form(
              "[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]", number -> true),
          // https://www.dnielectronico.es, "cálculo del dígito de control"
          new Form("\\d{2}\\.?\\d{3}\\.?\\d{3}[ -]?[A-HJ-NP-TV-Za-hj-np-tv-z]", CheckDigits::isDni),
          new Form("[XYZ][ -]?\\d\\.?\\d{3}\\.?\\d{3}[ -]?[A-HJ-NP-TV-Z]", CheckDigits::isDni),
          // https://www.agenziaentrate.gov.it, "informazioni sulla codificazione"
          new Form(
              "(?i)[A-Z]{3} ?[A-Z]{3} ?[0-9LMNP-V]{2}[A-EHLMPR-T][0-9LMNP-V]{2} "
                  + "?[A-Z][0-9LMNP-V]{3}[A-Z]",
              number -> number.chars().filter(Character::isDigit).count() >= 4),
          // https://www.insee.fr/fr/metadonnees/definition/c1409
          new Form(
              "[12378] ?\\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\\d) ?(?:\\d{2}|2[AB]) ?\\d{3} ?\\d{3} "
                  + "?[-/]?\\d{2}",
              CheckDigits::isNir),
          // https://www.deutsche-rentenversicherung.de: area, day of birth, letter, serial number
          new Form(
              "\\d{2} [0-3]\\d[01]\\d\\d{2} [A-Z] \\d{3}|\\d{2}[0-3]\\d[01]\\d\\d{2}[A-Z]\\d{3}",
              number -> true),
          // https://www.gov.br/receitafederal/pt-br/assuntos/meu-cpf
          new Form("\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}", number -> true),
          new Form("\\d{2}\\.\\d{3}\\.\\d{3}/\\d{4}-\\d{2}", number -> true),
          // https://www.ibz.rrn.fgov.be: the national register of Belgium
          new Form("\\d{2}\\.\\d{2}\\.\\d{2}-\\d{3}[.-]\\d{2}", number -> true),
          // https://www.zas.admin.ch: the Swiss social security number
          new Form("756[. ]\\d{4}[. ]\\d{4}[. ]\\d{2}", number -> true),
          // https://www.skatteverket.se: the Swedish personal number
          new Form("(?:19|20)?\\d{6}[-+]\\d{4}", CheckDigits::isPersonnummer),
          // https://en.bitcoin.it/wiki/Invoice_address and https://ethereum.org/en/glossary/
          new Form("bc1[a-z0-9]{25,60}|0x[0-9a-fA-F]{40}", number -> true));

  private PersonNumbers() {}

  static List<Found> in(TextWords words) {
    List<Found> found = new ArrayList<>();
    for (Form form : FORMS) {
      found.addAll(
          Hits.of(
              form.pattern,
              words,
              PrivateKind.ACCOUNT,
              (from, to) ->
                  words.freeBefore(from)
                      && words.freeAfter(to)
                      && form.holds.test(words.text().substring(from, to))));
    }
    return found;
  }

  private static boolean isSocialSecurity(String number) {
    return !number.startsWith("000")
        && !number.startsWith("666")
        && !number.startsWith("9")
        && !number.endsWith("0000");
  }
}
