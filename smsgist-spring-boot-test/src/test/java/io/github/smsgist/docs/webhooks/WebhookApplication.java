package io.github.smsgist.docs.webhooks;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class WebhookApplication {

}
