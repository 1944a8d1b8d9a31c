package larksong.architecture.planted;

import com.zaxxer.hikari.HikariDataSource;
import io.minio.MinioAsyncClient;
import io.minio.MinioClient;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URL;
import java.net.http.HttpClient;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import javax.net.SocketFactory;
import larksong.egress.EgressRecord;
import larksong.process.OwnersPrograms;
import larksong.process.Program;
import okhttp3.OkHttpClient;

/** One class for each way out, which asks nobody; none is ever run. */
public final class Leaks {

  private Leaks() {}

  static final class ByHttp {
    Object leak() {
      return new OkHttpClient.Builder();
    }
  }

  /** Beside something that asks for itself alone. */
  static final class ByHttpBesideAnother {
    Object leak(EgressRecord record) {
      return List.of(new OwnersPrograms(record, false), new OkHttpClient.Builder());
    }
  }

  static final class ByUsualHttp {
    Object leak() {
      return new OkHttpClient();
    }
  }

  static final class ByHttpOfJava {
    Object leak() {
      return HttpClient.newHttpClient();
    }
  }

  static final class ByAddress {
    Object leak(URL address) throws Exception {
      return address.openStream();
    }
  }

  static final class ByStore {
    Object leak() {
      return MinioClient.builder();
    }
  }

  static final class ByStoreLater {
    Object leak() {
      return MinioAsyncClient.builder();
    }
  }

  static final class ByMail {
    Object leak(Session session) throws Exception {
      return session.getTransport();
    }
  }

  static final class ByMailAtOnce {
    void leak(Message message) throws Exception {
      Transport.send(message);
    }
  }

  static final class BySocket {
    Object leak() {
      return new Socket();
    }
  }

  static final class BySockets {
    Object leak(SocketFactory sockets) throws Exception {
      return sockets.createSocket();
    }
  }

  static final class ByChannel {
    Object leak() throws Exception {
      return SocketChannel.open();
    }
  }

  static final class ByChannelLater {
    Object leak() throws Exception {
      return AsynchronousSocketChannel.open();
    }
  }

  static final class ByDatagram {
    Object leak() throws Exception {
      return new DatagramSocket();
    }
  }

  static final class ByDatagrams {
    Object leak() throws Exception {
      return DatagramChannel.open();
    }
  }

  static final class ByName {
    Object leak(String name) throws Exception {
      return InetAddress.getByName(name);
    }
  }

  static final class ByProgram {
    Object leak() {
      return new ProcessBuilder();
    }
  }

  static final class ByProgramAtOnce {
    Object leak() throws Exception {
      return Runtime.getRuntime().exec(new String[0]);
    }
  }

  static final class ByProgramOfOurs {
    Object leak() throws Exception {
      return Program.start("leak", List.of(), Duration.ZERO);
    }
  }

  static final class ByDatabase {
    Object leak() throws Exception {
      return DriverManager.getConnection("");
    }
  }

  static final class ByPool {
    Object leak() {
      return new HikariDataSource();
    }
  }
}
