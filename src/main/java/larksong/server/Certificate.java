package larksong.server;

import java.nio.file.Path;

/**
 * What a server shows to be itself.
 *
 * @param chain PEM file of the certificate and those above it
 * @param key PEM file of its private key, without a password
 */
public record Certificate(Path chain, Path key) {}
