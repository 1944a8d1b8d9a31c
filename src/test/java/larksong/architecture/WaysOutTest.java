package larksong.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import larksong.architecture.planted.Leaks;
import larksong.egress.Errand;
import larksong.egress.NotOut;
import larksong.egress.Recipient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever can send something asks the one decision on what may leave: itself, by what it builds
 * in, or it says why it gives nothing to anybody. The uses are those of the byte code.
 */
class WaysOutTest {

  private static final JavaClasses HOUSE = House.CLASSES;

  private static final JavaClasses PLANTED =
      new ClassFileImporter().importClasses(leaks().toArray(Class<?>[]::new));

  /** What opens a way out, by what it is a call of; none of a name is all of them. */
  private enum Opens {
    HTTP("okhttp3.OkHttpClient$Builder", "<init>"),
    HTTP_USUAL("okhttp3.OkHttpClient", "<init>"),
    HTTP_OF_JAVA("java.net.http.HttpClient", "newHttpClient", "newBuilder"),
    ADDRESS("java.net.URL", "openConnection", "openStream", "getContent"),
    STORE("io.minio.MinioClient", "builder"),
    STORE_LATER("io.minio.MinioAsyncClient", "builder"),
    MAIL("jakarta.mail.Session", "getTransport", "getStore"),
    MAIL_AT_ONCE("jakarta.mail.Transport", "send"),
    SOCKET("java.net.Socket", "<init>", "connect"),
    SOCKETS("javax.net.SocketFactory", "createSocket"),
    CHANNEL("java.nio.channels.SocketChannel", "open"),
    CHANNEL_LATER("java.nio.channels.AsynchronousSocketChannel", "open"),
    DATAGRAM("java.net.DatagramSocket", "<init>"),
    DATAGRAMS("java.nio.channels.DatagramChannel", "open"),
    NAME("java.net.InetAddress", "getByName", "getAllByName"),
    PROGRAM("java.lang.ProcessBuilder", "<init>"),
    PROGRAM_AT_ONCE("java.lang.Runtime", "exec"),
    PROGRAM_OF_OURS("larksong.process.Program", "start"),
    DATABASE("java.sql.DriverManager", "getConnection"),
    POOL("com.zaxxer.hikari.HikariDataSource", "<init>");

    private final String owner;
    private final String names;

    Opens(String owner, String... names) {
      this.owner = owner;
      this.names = " " + String.join(" ", names) + " ";
    }

    boolean isIn(JavaCodeUnitAccess<?> use) {
      return names.contains(" " + use.getTarget().getName() + " ")
          && use.getTargetOwner().isAssignableTo(owner);
    }
  }

  @Test
  void whateverCanSendAsks() {
    everyWayOutAsks().check(HOUSE);
  }

  @Test
  void nobodySaysThatItGivesNothingWhereItAsks() {
    Set<String> excused =
        HOUSE.stream()
            .filter(type -> type.isAnnotatedWith(NotOut.class))
            .filter(type -> usesOfAll(type).noneMatch(WaysOutTest::opens))
            .map(JavaClass::getSimpleName)
            .collect(Collectors.toSet());

    assertThat(excused).as("excuses that nobody needs").isEmpty();
  }

  static Stream<Class<?>> leaks() {
    return Stream.of(Leaks.class.getDeclaredClasses());
  }

  @ParameterizedTest
  @MethodSource("leaks")
  void eachWayOutThatDoesNotAskIsSeen(Class<?> leak) {
    JavaClasses planted =
        PLANTED.that(
            DescribedPredicate.describe("are " + leak, (JavaClass t) -> t.isEquivalentTo(leak)));

    assertThat(everyWayOutAsks().evaluate(planted).hasViolation()).isTrue();
  }

  @Test
  void aLeakIsPlantedForEachWayOut() {
    Set<Opens> found = new HashSet<>();
    PLANTED.stream()
        .flatMap(WaysOutTest::uses)
        .forEach(use -> Stream.of(Opens.values()).filter(one -> one.isIn(use)).forEach(found::add));

    assertThat(found).containsExactlyInAnyOrder(Opens.values());
  }

  private static ArchRule everyWayOutAsks() {
    return classes()
        .should(
            new ArchCondition<JavaClass>("ask what may leave, where they open a way out") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                if (isExcused(type) || asks(type) || buildsIn(type)) {
                  return;
                }
                uses(type)
                    .filter(WaysOutTest::opens)
                    .forEach(
                        use ->
                            events.add(SimpleConditionEvent.violated(type, use.getDescription())));
              }
            });
  }

  private static Stream<JavaCodeUnitAccess<?>> uses(JavaClass type) {
    return Stream.of(type.getCodeUnitCallsFromSelf(), type.getCodeUnitReferencesFromSelf())
        .<JavaCodeUnitAccess<?>>flatMap(Collection::stream);
  }

  /** Its own and those of the classes inside it. */
  private static Stream<JavaCodeUnitAccess<?>> usesOfAll(JavaClass type) {
    return HOUSE.stream()
        .filter(one -> one.equals(type) || one.getName().startsWith(type.getName() + "$"))
        .flatMap(WaysOutTest::uses);
  }

  private static boolean isExcused(JavaClass type) {
    return type.isAnnotatedWith(NotOut.class)
        || type.getEnclosingClass().filter(WaysOutTest::isExcused).isPresent();
  }

  private static boolean opens(JavaCodeUnitAccess<?> use) {
    return Stream.of(Opens.values()).anyMatch(one -> one.isIn(use));
  }

  private static boolean asks(JavaClass type) {
    return uses(type)
        .anyMatch(
            use ->
                isCallOf(use, Errand.class, "leaving")
                    || isCallOf(use, Recipient.class, "mayHave"));
  }

  private static boolean isCallOf(JavaCodeUnitAccess<?> use, Class<?> owner, String name) {
    return use.getTargetOwner().isEquivalentTo(owner) && use.getTarget().getName().equals(name);
  }

  /** Whether it makes an interceptor of ours that asks: each request goes through it. */
  private static boolean buildsIn(JavaClass type) {
    return uses(type)
        .filter(use -> use.getTarget().getName().equals("<init>"))
        .map(JavaCodeUnitAccess::getTargetOwner)
        .anyMatch(made -> made.isAssignableTo("okhttp3.Interceptor") && asks(made));
  }
}
