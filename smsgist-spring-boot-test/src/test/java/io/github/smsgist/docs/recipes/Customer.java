package io.github.smsgist.docs.recipes;

record Customer(String id, String phone) {

}
