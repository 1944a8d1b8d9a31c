package larksong.model.planted;

import biweekly.Biweekly;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.re2j.Pattern;
import com.google.zxing.qrcode.QRCodeWriter;
import com.mpatric.mp3agic.Mp3File;
import com.nimbusds.jose.JOSEObjectType;
import com.password4j.Password;
import com.rometools.rome.io.SyndFeedInput;
import com.sun.speech.freetts.Voice;
import com.zaxxer.hikari.HikariConfig;
import dev.langchain4j.model.chat.ChatModel;
import io.javalin.Javalin;
import io.micrometer.core.instrument.Metrics;
import io.minio.MinioClient;
import jakarta.mail.Session;
import jakarta.servlet.ServletRequest;
import java.util.List;
import larksong.studio.Stage;
import me.tongfei.progressbar.ProgressBar;
import morfologik.stemming.Dictionary;
import nl.altindag.ssl.SSLFactory;
import okhttp3.OkHttpClient;
import org.apache.commons.dbutils.QueryRunner;
import org.apache.lucene.analysis.TokenStream;
import org.dmfs.rfc5545.DateTime;
import org.eclipse.jetty.server.Server;
import org.flywaydb.core.Flyway;
import org.quartz.CronExpression;
import org.sqlite.JDBC;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine;
import ws.schild.jave.process.ProcessWrapper;

/** A model class that breaks every rule of the house, so that each is seen failing. */
public final class Violations {

  static final List<Class<?>> LIBRARIES =
      List.of(
          Biweekly.class,
          CsvMapper.class,
          Caffeine.class,
          Mp3File.class,
          Password.class,
          SyndFeedInput.class,
          Voice.class,
          ChatModel.class,
          Javalin.class,
          Metrics.class,
          MinioClient.class,
          HikariConfig.class,
          Pattern.class,
          PhoneNumberUtil.class,
          Session.class,
          QRCodeWriter.class,
          SSLFactory.class,
          JOSEObjectType.class,
          ServletRequest.class,
          ProgressBar.class,
          OkHttpClient.class,
          DateTime.class,
          Server.class,
          Flyway.class,
          JDBC.class,
          TokenStream.class,
          QueryRunner.class,
          Dictionary.class,
          CronExpression.class,
          Yaml.class,
          CommandLine.class,
          ProcessWrapper.class);

  static final Stage STAGE = Stage.GATHER;

  private Violations() {}
}
