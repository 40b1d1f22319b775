package io.github.smsgist.slice;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An application whose slices are tested without credentials.
 */
@SpringBootApplication
class SliceApplication {

}
