import java.io.FileInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Properties;

/** For the acceptance: what a person with the database's own password could do by hand. usage: Tamper DATA SQL */
class Tamper {
    public static void main(String[] args) throws Exception {
        var data = Path.of(args[0]);
        var secrets = new Properties();
        try (var in = new FileInputStream(data.resolve("secrets.properties").toFile())) {
            secrets.load(in);
        }
        var port = Files.readAllLines(data.resolve("db/postmaster.pid")).get(3).strip();
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/wufei",
                        "wufei_root",
                        secrets.getProperty("database.superuser.password"));
                var statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute("set row_security = off");
            int changed = statement.executeUpdate(args[1]);
            if (changed != 1) throw new IllegalStateException(changed + " rows changed, not one");
        }
    }
}
