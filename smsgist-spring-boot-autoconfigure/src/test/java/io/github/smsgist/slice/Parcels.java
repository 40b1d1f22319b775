package io.github.smsgist.slice;

import org.springframework.data.annotation.Id;
import org.springframework.data.repository.CrudRepository;

interface Parcels extends CrudRepository<Parcels.Parcel, Long> {

	record Parcel(@Id Long id, String phone) {

	}

}
