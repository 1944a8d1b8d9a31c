package larksong.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import larksong.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whether everything in the jar may be given away together under GPL-3.0-or-later, by the Free
 * Software Foundation's list (https://www.gnu.org/licenses/license-list.html); prints what there
 * is.
 */
class LicencesIT {

  private static final Set<String> FITTING =
      Set.of(
          "Apache-2.0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "CC0-1.0",
          "GPL-2.0-with-classpath-exception",
          "GPL-3.0-only",
          "LGPL-2.1-only",
          "MIT",
          "Unicode-3.0",
          "Creative Commons Attribution-ShareAlike 4.0 International (CC BY-SA 4.0)",
          "GNU Lesser General Public License, Version 2.1, February 1999",
          "GPL-v3.0",
          // the X11 licence under another name: https://www.bouncycastle.org/about/license/
          "Bouncy Castle Licence",
          // https://www.gnu.org/licenses/license-list.html#FreeBSD
          "FreeBSD License",
          // https://github.com/hunterhacker/jdom/blob/master/LICENSE.txt
          "Similar to Apache License but with the acknowledgment clause removed",
          "The (New) BSD License",
          // BSD with three clauses: https://go.dev/LICENSE
          "Go License");

  /** Where the list says "BSD" and the text that comes with it has no advertising clause. */
  private static final Map<String, String> BY_THEIR_TEXT =
      Map.of(
          "freetts", "https://freetts.sourceforge.io/license.terms",
          "jline-native", "https://github.com/jline/jline3/blob/master/LICENSE.txt",
          "jline-terminal", "https://github.com/jline/jline3/blob/master/LICENSE.txt",
          "morfologik-fsa",
              "https://github.com/morfologik/morfologik-stemming/blob/master/LICENSE.txt",
          "morfologik-stemming",
              "https://github.com/morfologik/morfologik-stemming/blob/master/LICENSE.txt");

  /** A library in the jar. */
  private record Part(String group, String name, String version, Set<String> licences) {

    static Part of(JsonNode component) {
      Set<String> licences = new TreeSet<>();
      for (JsonNode choice : component.path("licenses")) {
        JsonNode licence = choice.path("license");
        licences.add(
            choice.has("expression")
                ? choice.path("expression").asText()
                : licence.path("id").asText(licence.path("name").asText()));
      }
      return new Part(
          component.path("group").asText(),
          component.path("name").asText(),
          component.path("version").asText(),
          licences);
    }

    boolean fits() {
      return BY_THEIR_TEXT.containsKey(name) || licences.stream().anyMatch(FITTING::contains);
    }

    @Override
    public String toString() {
      return group + ":" + name + ":" + version + " " + String.join(" or ", licences);
    }
  }

  private static List<Part> parts() throws Exception {
    JsonNode bom = Json.tree(Files.readString(Path.of(System.getProperty("larksong.bom"))));
    return StreamSupport.stream(bom.path("components").spliterator(), false).map(Part::of).toList();
  }

  @Test
  void everyLibraryMayBeGivenAwayUnderTheProjectsLicence() throws Exception {
    List<Part> parts = parts();
    String list = parts.stream().map(Part::toString).sorted().collect(Collectors.joining("\n"));
    System.out.println("libraries in the jar: " + parts.size() + "\n" + list);

    assertThat(parts).hasSizeGreaterThan(50);
    assertThat(parts).allMatch(Part::fits);
  }

  @ParameterizedTest
  @CsvSource({"SSPL-1.0, false", "AGPL-1.0-only, false", "Apache-1.1, false", "MIT, true"})
  void aLicenceThatDoesNotFitIsSeen(String licence, boolean fits) {
    assertThat(new Part("g", "n", "1", Set.of(licence)).fits()).isEqualTo(fits);
  }

  @Test
  void noLibraryIsThereTwice() throws Exception {
    assertThat(parts()).extracting(Part::name).doesNotHaveDuplicates();
  }
}
