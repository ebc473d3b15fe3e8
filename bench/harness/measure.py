# Runs a program once and prints, as JSON, how long it took by the clock, the processor time of it and of all that it
# started (seconds), the largest of those processes (MiB), and its exit code.
#   python3 measure.py PROGRAM [ARGUMENT…]
import json
import resource
import subprocess
import sys
import time

begun = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
seconds = time.perf_counter() - begun
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(
    json.dumps(
        {
            "seconds": seconds,
            "cpu": used.ru_utime + used.ru_stime,
            "peakMiB": used.ru_maxrss / 1024,
            "code": done.returncode,
            "stderr": done.stderr.decode(errors="replace")[-2000:],
        }
    )
)
