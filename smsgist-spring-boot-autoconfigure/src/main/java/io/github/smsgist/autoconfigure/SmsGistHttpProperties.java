package io.github.smsgist.autoconfigure;

import org.springframework.boot.http.client.autoconfigure.HttpClientSettingsProperties;

/**
 * Settings of the HTTP client, as Spring Boot has them for every client. What is not set
 * is taken from {@code spring.http.clients.*}.
 *
 * @since 0.1.0
 */
public class SmsGistHttpProperties extends HttpClientSettingsProperties {

}
