package larksong.source.notes;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import larksong.source.Received;

/**
 * Knows where a mail begins that somebody pasted into a note: by its header fields (RFC 5322 §3.6),
 * as mail programs print them, or by the line above what is forwarded.
 */
final class PastedMail {

  private static final String FROM = "From|Von|De|Da|Van|Från|Sender|Absender|Expéditeur|Remitente";

  private static final String SUBJECT =
      "Subject|Betreff|Objet|Asunto|Oggetto|Onderwerp|Assunto|Ämne";

  private static final Pattern FIELD =
      Pattern.compile(
          "(?iu)^\\W{0,4}(?:(?<from>"
              + FROM
              + ")|(?<subject>"
              + SUBJECT
              + ")|To|Cc|Bcc|Date|Sent|Reply-To|An|Datum|Gesendet|À|A|Envoyé|Para|Fecha|Enviado(?: el)?"
              + "|Inviato|Data|Aan|Verzonden|Enviada(?: em)?|Till|Skickat|Attachments?|Anlagen?)"
              + "\\W{0,3}?\\s?:\\W{0,3}(?<value>.*)$");

  private static final Pattern FORWARDED =
      Pattern.compile(
          "(?iu)^\\W{0,10}-{2,}\\s*(?:Original Message|Forwarded message|Ursprüngliche Nachricht"
              + "|Weitergeleitete Nachricht|Message d'origine|Message transféré|Mensaje original"
              + "|Mensaje reenviado|Messaggio originale|Messaggio inoltrato|Oorspronkelijk bericht"
              + "|Doorgestuurd bericht|Mensagem original|Mensagem encaminhada"
              + "|Ursprungligt meddelande|Vidarebefordrat meddelande)\\b.*$"
              + "|(?iu)^\\W{0,4}(?:Begin forwarded message|Anfang der weitergeleiteten (?:E-Mail|Nachricht)"
              + "|Début du message transféré|Inizio messaggio inoltrato)\\W*$");

  private PastedMail() {}

  /**
   * What a paragraph says of a mail that begins with it.
   *
   * @param sender by name; empty if it names none
   * @param subject empty if it names none
   */
  record Head(String sender, String subject) {}

  /** The head of a mail, if the paragraph, line by line, is one. */
  static Optional<Head> head(String paragraph) {
    List<String> lines =
        paragraph.lines().map(String::strip).filter(one -> !one.isEmpty()).toList();
    String sender = "";
    String subject = "";
    int fields = 0;
    boolean isMail = false;
    boolean isAddressed = false; // a journey has From and To as well
    for (String line : lines) {
      Matcher field = FIELD.matcher(line);
      if (FORWARDED.matcher(line).matches()) {
        isMail = true;
      } else if (field.matches()) {
        fields++;
        if (field.group("from") != null) {
          sender = Received.name(field.group("value").replaceAll("\\S*@\\S*|[\"']", " "));
          isAddressed |= line.indexOf('@') > 0;
        } else if (field.group("subject") != null) {
          subject = field.group("value").strip();
          isAddressed = true;
        }
      }
    }
    boolean hasFields = isAddressed && fields > 1 && fields * 2 >= lines.size();
    return isMail || hasFields ? Optional.of(new Head(sender, subject)) : Optional.empty();
  }
}
