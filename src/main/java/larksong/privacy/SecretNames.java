package larksong.privacy;

import com.google.re2j.Pattern;

/** Whether the name of a setting says that its value is a secret. */
final class SecretNames {

  private static final Pattern PASSWORD =
      Pattern.compile(
          "(?i)passw|passphrase|passcode|pwd|kennwort|contrase|wachtwoord|senha|contribsys"
              + "|mot_?-?de_?-?passe|palavra_?-?passe|(?:^|[_.-])(?:pass|pw|psk|mdp)$"
              + "|(?:db|user|root|ftp|smtp|mail|mysql|pg|admin|wifi|wlan|my|ssh|key)pass$"
              + "|[a-z](?-i:P(?:ass|w|sk))$");

  /** What is said of a password, and is none. */
  private static final Pattern ABOUT =
      Pattern.compile(
          "(?i)passw(?:or[dt])?s?[_.-]?(?:(?:min|max)[_.-]?)?(?:hint|hinweis|policy"
              + "|richtlinie|length|age|rules?|manager|strength|expir[a-z]{1,5}|label|field|reset"
              + "|type|[a-z_.-]{0,20}(?:url|uri|link|page|template)|days|attempts|retries"
              + "|count|enabled|required|min|max|ttl)$");

  private static final Pattern KEY =
      Pattern.compile(
          "(?i)token|secret|apikey|credential|creds|clientid|client[_.-]id|signature|bearer|cookie"
              + "|webhook|access"
              + "|(?:^|[_.-])(?:key|keys|auth|api|pat|jwt|sas|dsn|salt|pass|session|sid)(?:[_.-]"
              + "|$)|key$|auth$|[a-z]Key|[a-z]Auth|Token|Api[A-Z]");

  private static final int LONGEST = 80;

  private SecretNames() {}

  /** Of a password, which may be any value. */
  static boolean isPassword(String name) {
    return PASSWORD.matcher(end(name)).find() && !ABOUT.matcher(end(name)).find();
  }

  /** Of a key or token, which a machine has made. */
  static boolean isKey(String name) {
    return KEY.matcher(end(name)).find() && !ABOUT.matcher(end(name)).find();
  }

  private static String end(String name) {
    return name.substring(Math.max(0, name.length() - LONGEST));
  }
}
