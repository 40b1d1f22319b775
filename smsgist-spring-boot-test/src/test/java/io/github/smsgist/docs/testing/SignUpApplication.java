package io.github.smsgist.docs.testing;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class SignUpApplication {

}
