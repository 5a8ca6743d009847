# docker build -t gijiroku .
# docker run --rm -v "$PWD:/minutes" gijiroku                 publishes input/ into output/
# docker run --rm -v "$PWD:/minutes" gijiroku lint input
FROM debian:12 AS build
WORKDIR /source
COPY . .
RUN ./run setup build library font && \
    cmake --preset release -DBUILD_TESTING=OFF && \
    cmake --build --preset release && \
    DESTDIR=/image cmake --install build/release --prefix /usr && \
    ldd /image/usr/bin/gijiroku | awk '$3 ~ "^/" { print $3 }' | xargs -n1 readlink -f | \
        while read -r library; do dpkg-query -S "$library" "${library#/usr}" 2>/dev/null; done | \
        sed 's/:.*//' | sort -u >/image/packages && \
    sed -n 's/^font *\([^ ]*\).*/\1/p' packages.txt >>/image/packages

FROM debian:12-slim
COPY --from=build /image/packages /tmp/packages
RUN apt-get update && \
    xargs apt-get install -y --no-install-recommends </tmp/packages && \
    rm -rf /var/lib/apt/lists/* /tmp/packages
COPY --from=build /image/usr /usr
WORKDIR /minutes
ENTRYPOINT ["gijiroku"]
CMD ["build"]
