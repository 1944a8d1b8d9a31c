package larksong.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses and numbers that no word for a street or a phone tells, whole and no more. */
class WholeAddressesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Send it to ⟦412 Larkmoor 18 Apt. 77⟧ by noon",
        "Send it to ⟦412 Larkmoor 18 Apt. 77\nMILLBROOK, TX 73301⟧ by noon",
        "Ada Quill\n\n⟦Larkmoor 18\n Suite 204⟧\n Northwick",
        "I live in ⟦77 Oldřicha z Lesa 18\n Apt. 9⟧",
        "Ada Quill ⟦Apt. 31 40112 Storvej 9⟧\nNorthwick",
        "It is in ⟦031 Larkmoor upper 18\n Suite 9⟧",
        "Our flat: ⟦Λαρκμουρ 18, Apt 4⟧",
        "ship to ⟦31 quiet larkmoor 18 apt 12⟧ please",
        "> Ada Quill\n> ⟦18 Larkmoor 4\n> Suite 31\n> Northwick\n> Canada K1A 0B1⟧",
        "⟦Unit 7, 12 Mill Road⟧, Leeds",
        "Cím: ⟦Fehér Anna utca 12. Apt. 9⟧",
        "go to ⟦31 quiet larkmoor\n apt 12⟧",
      })
  void coversAStreetOfAnyNameByTheFlatBehindIt(String marked) {
    assertThat(covered(marked)).isEqualTo(marked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ship to ⟦18 Larkmoor, Northwick, TX 73301⟧ today",
        "Bills go to ⟦Larkmoor 18\nNorthwick\n, TX\n 73301⟧",
        "⟦66 Perry Street, Springfield, IL 62704⟧",
        "⟦66 Perry Street\n Apt. 4\n Springfield\n\n Canada 62704⟧",
        "Ada Quill, ⟦18 Mill Lane, Leeds LS1 4AP⟧.",
        "Mail: ⟦51 Fern St, Boston, MA  02110-1301⟧ USA",
        "send to ⟦31 quiet larkmoor 18\nnorthwick\n, tx\n 73301⟧",
        "Sent: ⟦Larkmoor 18\nNorthwick\n, 13\n 73301⟧",
        "Invoice: ⟦24 Calle Mayor\n   Villanueva de la Sierra\n   10812⟧",
      })
  void coversAnAddressUpToThePostcodeBehindItsTown(String marked) {
    assertThat(covered(marked)).isEqualTo(marked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Spotkanie: ⟦ul. Długa 14⟧",
        "A ház: ⟦Fehér Anna utca 12⟧",
        "Naslov je ⟦Dolga cesta 5⟧",
        "Ev: ⟦Mavi Caddesi 7⟧",
        "Fest på ⟦Björkvägen 14⟧ ikväll",
        "Juhlat: ⟦Koivuntie 8⟧",
        "Kodu: ⟦Vaikse maantee 7⟧",
        "Адрес: ⟦ул. Тихая 5⟧",
        "Στην ⟦οδός Λευκή 12⟧",
        "Call at ⟦Fehér Anna u. 12⟧.",
        "Letters: ⟦Postboks 114⟧",
        "Itt: ⟦Zöld kapu 14⟧",
        "Bor i ⟦Grønås terrasse 14⟧",
      })
  void knowsStreetsBeyondTheSevenLanguages(String marked) {
    assertThat(covered(marked)).isEqualTo(marked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Write to ⟦PSC 1402, Box 88\nAPO AE 09128⟧ please",
        "Write to ⟦Unit 2050 Box 4190, DPO AP 96278-1234⟧",
        "He is on ⟦USS Larkspur\nFPO AP 96672⟧ till May",
        "write to ⟦psc 1402 box 88 apo ae 09128⟧",
      })
  void coversWhereSoldiersAndSailorsGetTheirMail(String marked) {
    assertThat(covered(marked)).isEqualTo(marked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The clinic is at ⟦214 Larkmoor⟧",
        "The stop is on ⟦Pod Vrchem 12⟧",
        "She lives on ⟦Larkmoor 7⟧",
        "meet at ⟦24 cherry lane⟧ at 8",
        "Home address:\n\n⟦28 14 Rue Basse⟧",
        "Please return to ⟦Larkmoor 66⟧ if found",
        "The address is ⟦Marsh and Larkmoor 66⟧",
        "Taxi to ⟦412 Rua Nova 81⟧, now",
        "The van stops at ⟦9021 Larkmoor 17⟧ and waits",
        "Enter on ⟦Larkmoor 17⟧ St. until May",
        "It halts at ⟦9021 Larkmoor 17⟧ St.",
        "it halts at ⟦9021 larkmoor 17⟧ st.",
      })
  void coversAnAddressByWhatIsSaidOfIt(String marked) {
    assertThat(covered(marked)).isEqualTo(marked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Phone:\n⟦451 2233⟧",
        "Ada Quill\n⟦451 2233⟧ office\n⟦12-44-55-66⟧ (mobile)",
        "Nobody is answering at ⟦44 713902⟧",
        "Stop sending messages to ⟦8741 2206⟧",
        "Call me on ⟦87412206⟧",
        "No word of the order that I placed came to my registered ⟦031 882 40 60⟧",
        "Last bill for cc ⟦503112004417⟧, please",
        "my driver's license number is ⟦q7310-4482⟧",
      })
  void coversANumberByWhatIsSaidOfIt(String marked) {
    assertThat(covered(marked)).isEqualTo(marked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "See page 12, suite 3 of the plan",
        "Run test suite 12 and unit 4 again",
        "Chapter 12, Unit 4: Trees",
        "The shop is at Level 3, the office is on Platform 9",
        "The party is at 10 Tuesday",
        "During 2017, Acme grew",
        "Results 12\nBerlin was cold\n2026",
        "A 2 way street, a 12 mile road and 30 minutes of lane closures",
        "We need 20 office chairs; office hours are 9-17",
        "I will see u 2 days before",
        "He served on USS Larkspur in 1944",
        "Tickets 1200 home, 300 away",
        "Summer School 2026, Lisbon",
        "She lives on Floor 3",
        "Please return to Gate 12",
        "There were 12 people\nUnit 4 is done",
        "Order 12 was late, I counted 2026 parcels",
        "Kept in cc: 12 people, 450 cc engine",
        "We moved to 300 Windows 10 machines",
        "On March 4 street parties begin",
        "Weights: 0.0408170339224 0.0312787145737",
        "My passport expires on 12.11.2031",
        "Copyright 2000 Precision Insight, Inc., Texas.\nCopyright 2000 VA Linux Systems",
      })
  void leavesOtherNumbersAlone(String text) {
    assertThat(PrivateThings.in(text)).isEmpty();
  }

  private static String covered(String marked) {
    String text = marked.replace("⟦", "").replace("⟧", "");
    StringBuilder shown = new StringBuilder();
    int from = 0;
    for (Found one : PrivateThings.in(text)) {
      shown.append(text, from, one.start()).append('⟦');
      shown.append(text, one.start(), one.end()).append('⟧');
      from = one.end();
    }
    return shown.append(text.substring(from)).toString();
  }
}
